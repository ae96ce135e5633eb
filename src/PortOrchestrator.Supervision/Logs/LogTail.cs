namespace PortOrchestrator.Supervision.Logs;

/// <summary>Finds where lines begin by reading backwards.</summary>
internal static class LogTail
{
    private const int Block = 64 * 1024;

    /// <summary>Where the last so many lines begin.</summary>
    public static long Find(LogBytes log, int lines) => lines <= 0 ? log.End : Find(log, log.End, lines, lastEndCounts: false);

    /// <summary>Where the line that holds an offset begins.</summary>
    public static long LineStart(LogBytes log, long offset) => Find(log, Math.Min(offset, log.End), 1, lastEndCounts: true);

    private static long Find(LogBytes log, long end, int lines, bool lastEndCounts)
    {
        var buffer = new byte[Block];
        var last = end;
        while (log.Before(last) is { } stretch)
        {
            var first = Math.Max(stretch.From, stretch.To - Block);
            var length = (int)(stretch.To - first);
            for (var read = 0; read < length;)
            {
                var offset = first + read;
                var more = log.Read(ref offset, buffer.AsSpan(read, length - read));
                // An archive was deleted under us: nothing before it is of use.
                if (more == 0 || offset != first + read) return Math.Max(offset, last);
                read += more;
            }

            for (var i = length - 1; i >= 0; i--)
            {
                // The end of the last line ends no other line.
                if (buffer[i] == '\n' && (lastEndCounts || first + i != end - 1) && --lines == 0) return first + i + 1;
            }

            last = first;
        }

        return last;
    }
}
