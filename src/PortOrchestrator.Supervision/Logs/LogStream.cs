using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>The lines of one log that a query asks for, as far as they are written. For one reader.</summary>
internal sealed class LogStream : IDisposable
{
    private const int Block = 64 * 1024;
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly bool _isError;
    private readonly LogQuery _query;
    private readonly Regex? _pattern;
    private readonly LogBytes _log;
    private readonly IReadOnlyList<LogSegment> _first;
    private readonly LineSplitter _splitter = new();
    private readonly List<SplitLine> _split = [];
    private readonly Queue<LogLine> _ready = new();
    private LogIndex _index;
    private int _entry;
    private long _offset;
    private DateTimeOffset? _seen;
    private bool _collecting;
    private bool _following;

    public LogStream(LogSource source, LogQuery query, Regex? pattern)
    {
        var path = source.Path;
        (Path, _name, _isError, _query, _pattern) = (path, source.Name, source.IsError, query, pattern);
        _log = new LogBytes(path);
        _first = _log.Segments;
        _following = query.Follow;
        _index = LogIndex.Open(path);
        // With a pattern only reading shows which lines are the last that match.
        _collecting = query is { Offset: null, Tail: not null } && pattern is not null;
        _offset = query.Offset ?? Math.Max(
            query.Since is { } since ? LogSince.Find(_log, _index, since) : _log.Start,
            query.Tail is { } tail && pattern is null ? LogTail.Find(_log, tail) : _log.Start);
        _entry = _index.FirstReaching(_offset + 1);
    }

    public string Path { get; }

    public static Regex? ToRegex(string? pattern) =>
        pattern is null ? null : new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout);

    /// <summary>The next line; null when there is none yet.</summary>
    public LogLine? Next()
    {
        while (_collecting || _ready.Count == 0)
        {
            if (ReadBlock()) continue;
            _collecting = false;
            break;
        }

        return _ready.TryDequeue(out var line) ? line : null;
    }

    /// <summary>Looks again at what is written.</summary>
    public void Refresh()
    {
        _log.Refresh();
        _index.Dispose();
        _index = LogIndex.Open(Path);
        if (_log.End < _offset)
        {
            // Somebody emptied the file.
            _offset = _log.Start;
            _splitter.Flush();
        }

        _entry = _index.FirstReaching(_offset + 1);
        // The index may know of it a moment later, or never: perhaps no supervisor runs.
        _seen = File.Exists(Path) ? File.GetLastWriteTimeUtc(Path) : null;
    }

    /// <summary>Looks for the last time: a line without an end will not get one.</summary>
    public void Finish()
    {
        _following = false;
        Refresh();
    }

    public void Dispose() => _index.Dispose();

    private bool ReadBlock()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        var from = _offset;
        var read = _log.Read(ref from, buffer.AsSpan(0, Block));
        // A line does not go on behind a deleted archive, and when nobody waits for its end, it is what it is.
        if ((from != _offset || (read == 0 && !_following)) && _splitter.Flush() is { } rest) _split.Add(rest);
        var any = AcceptAll() || from != _offset;
        if (from != _offset && !_collecting) TellGap(from);
        _splitter.Add(buffer.AsSpan(0, read), from, _split);
        ArrayPool<byte>.Shared.Return(buffer);
        _offset = from + read;
        return AcceptAll() || any || read > 0;
    }

    private bool AcceptAll()
    {
        var any = _split.Count > 0;
        foreach (var line in _split) Accept(line);
        _split.Clear();
        return any;
    }

    private void TellGap(long next)
    {
        // What was missing when the reading began was there for nobody.
        var dropped = Math.Max(0, next - Math.Max(_offset, _first.Count == 0 ? 0 : _first[^1].To));
        foreach (var segment in _first) dropped += Math.Max(0, Math.Min(next, segment.To) - Math.Max(_offset, segment.From));
        if (dropped == 0) return;
        var text = string.Create(CultureInfo.InvariantCulture, $"[{dropped} bytes were rotated away or cleared before they could be shown]");
        _ready.Enqueue(new LogLine(_name, text, TimeOf(next), _isError) { DroppedBytes = dropped });
    }

    private void Accept(SplitLine line)
    {
        if (_pattern is not null && !Matches(line.Text)) return;
        _ready.Enqueue(new LogLine(_name, line.Text, TimeOf(line.End), _isError));
        if (_collecting && _ready.Count > _query.Tail) _ready.Dequeue();
    }

    private DateTimeOffset? TimeOf(long offset)
    {
        while (_entry < _index.Count && _index[_entry].End < offset) _entry++;
        return _entry < _index.Count ? _index[_entry].Time : _seen;
    }

    private bool Matches(string line)
    {
        try
        {
            return _pattern!.IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
