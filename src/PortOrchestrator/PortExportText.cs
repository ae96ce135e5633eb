namespace PortOrchestrator;

/// <summary>Variables as text. Immutable.</summary>
/// <param name="Text">The text; every line ends with a line feed.</param>
/// <param name="Warnings">What the format could not say as it is, one sentence each.</param>
public sealed record PortExportText(string Text, IReadOnlyList<string> Warnings);
