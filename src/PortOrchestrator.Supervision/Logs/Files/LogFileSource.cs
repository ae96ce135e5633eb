using System.Buffers;

namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>The lines of one log on their way into a further file. For one reader.</summary>
/// <param name="path">The live file of the log.</param>
/// <param name="name">The instance's name.</param>
/// <param name="replica">The number of the copy.</param>
/// <param name="isError">Whether it is standard error.</param>
/// <param name="runStart">Where the present run begins: no line reaches over it.</param>
internal sealed class LogFileSource(string path, string name, int replica, bool isError, long runStart)
{
    private const int Block = 64 * 1024;

    private readonly LineSplitter _splitter = new();
    private readonly List<SplitLine> _lines = [];
    private LogBytes? _bytes;
    private long _read = -1;

    /// <summary>What it is called in the journal.</summary>
    public string Key { get; } = System.IO.Path.GetFileName(path);

    public string Path => path;

    public string Name => name;

    public int Replica => replica;

    public bool IsError => isError;

    public long RunStart => runStart;

    /// <summary>Reads on, from an offset when it is the first time. A line without an end comes once it has one, or no more will be written.</summary>
    public IEnumerable<SplitLine> ReadNew(long from, bool ended)
    {
        if (_bytes is null) _bytes = new LogBytes(path);
        else _bytes.Refresh();
        if (_read < 0) _read = from;
        if (_bytes.End < _read)
        {
            // Somebody emptied the log.
            _read = _bytes.Start;
            _splitter.Flush();
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            while (true)
            {
                var offset = _read;
                var read = _bytes.Read(ref offset, buffer.AsSpan(0, Block));
                if (offset < runStart) read = (int)Math.Min(read, runStart - offset);
                // A line does not go on behind what is gone.
                if (offset != _read && _splitter.Flush() is { } cut) yield return cut;
                if (read == 0) break;
                _splitter.Add(buffer.AsSpan(0, read), offset, _lines);
                _read = offset + read;
                foreach (var line in _lines) yield return line;
                _lines.Clear();
                if (_read == runStart && _splitter.Flush() is { } last) yield return last;
            }

            if (ended && _splitter.Flush() is { } open) yield return open;
        }
        finally
        {
            _lines.Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Forgets how far it was read.</summary>
    public void Rewind()
    {
        _read = -1;
        _splitter.Flush();
    }
}
