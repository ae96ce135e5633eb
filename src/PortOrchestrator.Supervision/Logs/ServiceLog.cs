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

    /// <summary>The archives, oldest first, then the live file.</summary>
    public static List<LogSegment> Segments(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var segments = new List<LogSegment>();
        if (!Directory.Exists(folder)) return segments;
        var name = Path.GetFileNameWithoutExtension(path);
        foreach (var file in Directory.EnumerateFiles(folder, name + ".*-*.log"))
        {
            if (TryParse(Path.GetFileNameWithoutExtension(file)[(name.Length + 1)..]) is var (from, to)) segments.Add(new LogSegment(file, from, to, from));
        }

        segments.Sort((a, b) => a.From.CompareTo(b.From));
        var live = new FileInfo(path);
        if (live.Exists) segments.Add(new LogSegment(path, segments.Count == 0 ? 0 : Math.Min(segments[^1].To, live.Length), live.Length, 0));
        return segments;
    }

    private static (long From, long To)? TryParse(string range) =>
        range.Split('-') is [var first, var second]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && from < to
            ? (from, to)
            : null;
}
