namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>When lines, asked for in their order, were written.</summary>
/// <param name="index">The index of their log; null when nobody wants to know.</param>
/// <param name="from">Where the first one begins.</param>
internal sealed class LineTimes(LogIndex? index, long from)
{
    private int _entry = index?.FirstReaching(from + 1) ?? 0;
    private DateTimeOffset _last;

    public DateTimeOffset Of(SplitLine line)
    {
        if (index is null) return default;
        while (_entry < index.Count && index[_entry].End < line.End) _entry++;
        // What the index does not know yet was written since its last entry.
        if (_entry < index.Count) _last = index[_entry].Time;
        else if (index.Count > 0) _last = index[index.Count - 1].Time;
        return _last;
    }
}
