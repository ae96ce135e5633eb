using System.Text;

namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>Where expanded text goes: the result with its segments, the argument of a function, or nowhere.</summary>
internal sealed class ExpansionOutput
{
    private readonly StringBuilder? _text;
    private readonly List<ExpansionSegment>? _segments;
    private readonly ExpansionBudget? _budget;

    private ExpansionOutput(StringBuilder? text, List<ExpansionSegment>? segments, ExpansionBudget? budget) =>
        (_text, _segments, _budget) = (text, segments, budget);

    public static ExpansionOutput Nowhere { get; } = new(null, null, null);

    public IReadOnlyList<ExpansionSegment> Segments => _segments ?? [];

    public static ExpansionOutput Result(ExpansionBudget budget) => new(new StringBuilder(), [], budget);

    public static ExpansionOutput Argument(ExpansionBudget budget) => new(new StringBuilder(), null, budget);

    public void Append(ReadOnlySpan<char> value)
    {
        if (_budget?.TakeText(value.Length) == true) _text!.Append(value);
    }

    /// <summary>Copies a part of the original text.</summary>
    public void Copy(string original, int start, int end)
    {
        if (start >= end || _budget?.TakeText(end - start) != true) return;
        if (_segments is not null) AddSegment(new ExpansionSegment(start, _text!.Length, end - start));
        _text!.Append(original, start, end - start);
    }

    public (int Length, int Segments, ExpansionSegment Last) Mark() => (_text!.Length, _segments!.Count, _segments.LastOrDefault());

    /// <summary>Takes back everything since a mark.</summary>
    public void Return((int Length, int Segments, ExpansionSegment Last) mark)
    {
        _text!.Length = mark.Length;
        _segments!.RemoveRange(mark.Segments, _segments.Count - mark.Segments);
        if (mark.Segments > 0) _segments[^1] = mark.Last;
    }

    public override string ToString() => _text?.ToString() ?? "";

    private void AddSegment(ExpansionSegment segment)
    {
        if (_segments!.Count > 0 && _segments[^1] is var last
            && last.OriginalOffset + last.Length == segment.OriginalOffset && last.ExpandedOffset + last.Length == segment.ExpandedOffset)
        {
            _segments[^1] = last with { Length = last.Length + segment.Length };
        }
        else
        {
            _segments.Add(segment);
        }
    }
}
