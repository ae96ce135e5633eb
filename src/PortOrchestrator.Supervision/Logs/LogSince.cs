namespace PortOrchestrator.Supervision.Logs;

internal static class LogSince
{
    /// <summary>Where the lines written since a time begin; where no index knows, the files that were not written to since are left out.</summary>
    public static long Find(LogBytes log, LogIndex index, DateTimeOffset since)
    {
        if (index.Count == 0) return WithoutIndex(log, since, log.Start);
        var entry = index.FirstSince(since);
        if (entry == 0) return log.Start;
        var before = index[entry - 1].End;
        return entry < index.Count ? LogTail.LineStart(log, before) : WithoutIndex(log, since, LogTail.LineStart(log, before));
    }

    private static long WithoutIndex(LogBytes log, DateTimeOffset since, long from)
    {
        foreach (var segment in log.Segments)
        {
            if (segment.To > from && File.GetLastWriteTimeUtc(segment.Path) >= since.UtcDateTime) return Math.Max(from, segment.From);
        }

        return log.End;
    }
}
