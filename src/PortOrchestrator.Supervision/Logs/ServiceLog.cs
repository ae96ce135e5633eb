using System.Globalization;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// The files of one log: the live file, and archives <c>NAME.FROM-TO.log</c> of byte ranges that were punched out of it.
/// The live file keeps its size when its head is punched out, so a position in it is an offset in the log's whole life.
/// What was dropped on purpose ends at its <see cref="LogBeginning"/>.
/// </summary>
internal static class ServiceLog
{
    public static string ArchivePath(string path, long from, long to) => Path.Combine(
        Path.GetDirectoryName(path)!,
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}.{from}-{to}.log"));

    /// <summary>The archives, oldest first, then the live file; no two hold one byte.</summary>
    public static List<LogSegment> Segments(string path)
    {
        while (true)
        {
            // The live file is looked at last: it only grows, and an archive is there before its range is punched out.
            var archives = Archives(path);
            var live = new FileInfo(path);
            if (live.Exists && AreOfAnEarlierLife(archives, live.Length)) archives = [];
            var begin = LogBeginning.Read(path);
            if (live.Exists && begin > live.Length) begin = 0;
            var segments = Whole(archives, begin);
            var end = segments.Count == 0 ? begin : segments[^1].To;
            if (!live.Exists) return segments;
            var start = Math.Min(PunchedFile.DataStart(path, end), live.Length);
            // A hole behind the archives: they were deleted, or one more was made since they were listed.
            if (start > end && Whole(Archives(path), begin) is [.., var last] && last.To > end && last.To <= live.Length) continue;
            segments.Add(new LogSegment(path, start, live.Length, 0));
            return segments;
        }
    }

    /// <summary>Where the live file begins when there are no archives.</summary>
    public static long LiveStart(string path, long length)
    {
        var begin = LogBeginning.Read(path);
        return Math.Min(PunchedFile.DataStart(path, begin > length ? 0 : begin), length);
    }

    /// <summary>Whether somebody emptied or replaced the live file after these archives were made: they end behind it.</summary>
    public static bool AreOfAnEarlierLife(List<LogSegment> archives, long length) => archives.Exists(archive => archive.To > length && IsWhole(archive));

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

    /// <summary>How a file is made that only the user may read, as logs are.</summary>
    public static FileStreamOptions PrivateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    public static bool IsWhole(LogSegment archive) => new FileInfo(archive.Path) is { Exists: true } file && file.Length == archive.To - archive.From;

    private static List<LogSegment> Whole(List<LogSegment> archives, long begin)
    {
        var whole = new List<LogSegment>(archives.Count + 1);
        var end = begin;
        foreach (var archive in archives)
        {
            // Half an archive was not punched out yet: the live file has its bytes.
            if (archive.To <= end || !IsWhole(archive)) continue;
            whole.Add(archive with { From = Math.Max(archive.From, end) });
            end = archive.To;
        }

        return whole;
    }

    private static (long From, long To)? TryParse(string range) =>
        range.Split('-') is [var first, var second]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && from < to
            ? (from, to)
            : null;
}
