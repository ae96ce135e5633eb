namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>A run of characters that stand in the expanded text as they stood in the original.</summary>
/// <param name="OriginalOffset">Where the run begins in the original text.</param>
/// <param name="ExpandedOffset">Where it begins in the expanded text.</param>
/// <param name="Length">How many characters it has.</param>
internal readonly record struct ExpansionSegment(int OriginalOffset, int ExpandedOffset, int Length);
