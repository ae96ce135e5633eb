using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Writes the index of one log. Keeps nothing in memory, so that it starts where an earlier one ended. For one caller.</summary>
internal sealed class LogIndexer(string path, TimeProvider time, int mostEntries = 64 * 1024)
{
    private readonly string _index = LogIndex.PathFor(path);

    /// <summary>Notes how far the log is written now.</summary>
    public void Update()
    {
        var live = new FileInfo(path);
        if (!live.Exists || (live.Length == 0 && !File.Exists(_index))) return;
        int count;
        using (var file = File.OpenHandle(_index, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            // The rest of a torn entry is overwritten.
            count = (int)(RandomAccess.GetLength(file) / LogIndex.EntrySize);
            var last = count == 0 ? default : Read(file, count - 1);
            if (last.End == live.Length) return;
            if (last.End > live.Length)
            {
                // Somebody emptied the log.
                RandomAccess.SetLength(file, 0);
                (count, last) = (0, default);
                if (live.Length == 0) return;
            }

            Append(file, count++, new LogIndexEntry(live.Length, TimeOf(live, last.Time)));
        }

        if (count >= mostEntries) Thin();
    }

    private DateTimeOffset TimeOf(FileInfo live, DateTimeOffset last)
    {
        // More exact than the time at which we woke, and right for what was written while nobody looked.
        var written = new DateTimeOffset(live.LastWriteTimeUtc);
        var now = time.GetUtcNow();
        if (written > now) written = now;
        return written < last ? last : written;
    }

    /// <summary>Drops the entries of bytes that are gone and, when that is not enough, every second of the rest.</summary>
    private void Thin()
    {
        using var index = LogIndex.Open(path);
        var first = index.FirstReaching(new LogBytes(path).Start + 1);
        var step = index.Count - first > mostEntries / 2 ? 2 : 1;
        var temporary = _index + ".part";
        using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            var written = 0;
            // Counted from the last, which must stay: the next entry begins at it.
            for (var i = first + ((index.Count - 1 - first) % step); i < index.Count; i += step) Append(file, written++, index[i]);
        }

        File.Move(temporary, _index, overwrite: true);
    }

    private static LogIndexEntry Read(SafeFileHandle file, int number)
    {
        Span<byte> bytes = stackalloc byte[LogIndex.EntrySize];
        RandomAccess.Read(file, bytes, (long)number * LogIndex.EntrySize);
        return LogIndex.Parse(bytes);
    }

    private static void Append(SafeFileHandle file, int number, LogIndexEntry entry)
    {
        Span<byte> bytes = stackalloc byte[LogIndex.EntrySize];
        LogIndex.Write(bytes, entry);
        RandomAccess.Write(file, bytes, (long)number * LogIndex.EntrySize);
    }
}
