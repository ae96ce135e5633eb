namespace PortOrchestrator.Supervision.Logs;

/// <summary>Reads a log by offsets of its whole life, wherever the bytes are now.</summary>
internal sealed class LogBytes(string path)
{
    private const int MostAttempts = 3;

    private List<LogSegment> _segments = ServiceLog.Segments(path);

    public IReadOnlyList<LogSegment> Segments => _segments;

    public long Start => _segments.Count == 0 ? 0 : _segments[0].From;

    public long End => _segments.Count == 0 ? 0 : _segments[^1].To;

    /// <summary>What only the live file holds.</summary>
    public LogSegment Live => _segments is [.., var last] && last.Path == path ? last : new LogSegment(path, End, End, 0);

    public void Refresh() => _segments = ServiceLog.Segments(path);

    /// <summary>The last stretch of bytes before an offset that lies in one file; null when there is none.</summary>
    public (long From, long To)? Before(long offset)
    {
        for (var i = _segments.Count - 1; i >= 0; i--)
        {
            var (from, to) = (_segments[i].From, Math.Min(_segments[i].To, offset));
            if (from < to) return (from, to);
        }

        return null;
    }

    /// <summary>Reads at an offset; an offset whose archive was deleted is moved to the next one that is there.</summary>
    public int Read(ref long offset, Span<byte> buffer)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (Find(ref offset) is not { } segment) return 0;
            var wanted = (int)Math.Min(buffer.Length, segment.To - offset);
            int read;
            try
            {
                using var file = File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                read = RandomAccess.Read(file, buffer[..wanted], offset - segment.Base);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                if (attempt == MostAttempts) return 0;
                Refresh();
                continue;
            }

            if (segment.Path != path || !buffer[..read].Contains((byte)0)) return read;
            // NULs are a service's own, or a hole punched since we looked: then its archive is there by now, or was deleted.
            Refresh();
            var still = offset;
            if (Find(ref still) is { } found && found.Path == path && still == offset) return read;
        }
    }

    private LogSegment? Find(ref long offset)
    {
        foreach (var segment in _segments)
        {
            if (offset >= segment.To) continue;
            offset = Math.Max(offset, segment.From);
            return segment;
        }

        return null;
    }
}
