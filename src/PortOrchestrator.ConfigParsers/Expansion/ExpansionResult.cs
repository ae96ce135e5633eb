using System.Diagnostics.CodeAnalysis;

namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>An expanded text with the way back to the original, or what kept it from being expanded.</summary>
internal sealed record ExpansionResult
{
    /// <summary>The expanded text; null if there is an error.</summary>
    public string? Text { get; init; }

    /// <summary>The first error; null if there is none.</summary>
    public ExpansionError? Error => Errors.Count > 0 ? Errors[0] : null;

    /// <summary>Every place that could not be expanded, in the order of the text.</summary>
    public IReadOnlyList<ExpansionError> Errors { get; init; } = [];

    /// <summary>Places that were expanded, or left alone, in a way that deserves a warning.</summary>
    public IReadOnlyList<ExpansionError> Warnings { get; init; } = [];

    /// <summary>The runs that were copied as they are, in order of both offsets; what lies between two of them was put in.</summary>
    public IReadOnlyList<ExpansionSegment> Segments { get; init; } = [];

    [MemberNotNullWhen(true, nameof(Text))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsExpanded => Errors.Count == 0;

    /// <summary>The place in the original text of a character of the expanded one; of a character that was put in, the beginning of what it replaces.</summary>
    public int OriginalOffset(int expandedOffset)
    {
        var (low, high) = (0, Segments.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Segments[middle].ExpandedOffset <= expandedOffset) low = middle + 1;
            else high = middle;
        }

        if (low == 0) return 0;
        var segment = Segments[low - 1];
        return segment.OriginalOffset + Math.Min(expandedOffset - segment.ExpandedOffset, segment.Length);
    }
}
