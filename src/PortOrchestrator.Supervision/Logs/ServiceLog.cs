using System.Globalization;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// The files of one log: the live file, and archives <c>NAME.FROM-TO.log</c> of byte ranges that were punched out of it.
/// The live file keeps its size when its head is punched out, so a position in it is an offset in the log's whole life.
/// </summary>
internal static class ServiceLog
{
    public static string ArchivePath(string path, long from, long to) => Path.Combine(
        Path.GetDirectoryName(path)!,
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}.{from}-{to}.log"));

    /// <summary>The archives, oldest first, then the live file; no two hold one byte.</summary>
    public static List<LogSegment> Segments(string path)
    {
        var live = new FileInfo(path);
        var archives = Archives(path);
        var segments = new List<LogSegment>(archives.Count + 1);
        var end = 0L;
        foreach (var archive in archives)
        {
            // Half an archive was not punched out yet; one that ends behind the live file is of the log that was there before somebody emptied it.
            if (!IsWhole(archive) || (live.Exists && archive.To > live.Length) || archive.To <= end) continue;
            segments.Add(archive with { From = Math.Max(archive.From, end) });
            end = archive.To;
        }

        if (live.Exists) segments.Add(new LogSegment(path, Math.Min(live.Length, Math.Max(end, PunchedFile.DataStart(path))), live.Length, 0));
        return segments;
    }

    /// <summary>All archives, oldest first, whole or not.</summary>
    public static List<LogSegment> Archives(string path)
    {
        var archives = new List<LogSegment>();
        var name = Path.GetFileNameWithoutExtension(path);
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, name + ".*-*.log"))
            {
                if (TryParse(Path.GetFileNameWithoutExtension(file)[(name.Length + 1)..]) is var (from, to)) archives.Add(new LogSegment(file, from, to, from));
            }
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }

        archives.Sort((a, b) => (a.From, a.To).CompareTo((b.From, b.To)));
        return archives;
    }

    public static bool IsWhole(LogSegment archive) => new FileInfo(archive.Path) is { Exists: true } file && file.Length == archive.To - archive.From;

    private static (long From, long To)? TryParse(string range) =>
        range.Split('-') is [var first, var second]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && from < to
            ? (from, to)
            : null;
}
