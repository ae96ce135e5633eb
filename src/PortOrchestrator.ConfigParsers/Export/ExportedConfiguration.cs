namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>A configuration written in a format. Immutable.</summary>
/// <param name="Text">The content of the file, to be kept in the project's root folder.</param>
/// <param name="Losses">What the format has no words for, a sentence each; empty when reading the text gives the same configuration again.</param>
public sealed record ExportedConfiguration(string Text, IReadOnlyList<string> Losses);
