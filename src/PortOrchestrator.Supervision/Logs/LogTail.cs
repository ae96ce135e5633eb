namespace PortOrchestrator.Supervision.Logs;

internal static class LogTail
{
    private const int Block = 64 * 1024;

    /// <summary>Where the last so many lines begin, found by reading backwards.</summary>
    public static long Find(LogBytes log, int lines)
    {
        var end = log.End;
        if (lines <= 0) return end;
        var buffer = new byte[Block];
        var last = end;
        while (last > log.Start)
        {
            var first = Math.Max(log.Start, last - Block);
            var offset = first;
            var read = log.Read(ref offset, buffer.AsSpan(0, (int)(last - first)));
            if (offset >= last || read == 0) return last;
            // A block may reach over the borders of several files.
            while (offset + read < last)
            {
                var next = offset + read;
                var more = log.Read(ref next, buffer.AsSpan(read, (int)(last - offset) - read));
                if (more == 0 || next != offset + read) return next;
                read += more;
            }

            for (var i = read - 1; i >= 0; i--)
            {
                // The end of the last line ends no other line.
                if (buffer[i] == '\n' && offset + i != end - 1 && --lines == 0) return offset + i + 1;
            }

            if (offset > first) return offset;
            last = first;
        }

        return log.Start;
    }
}
