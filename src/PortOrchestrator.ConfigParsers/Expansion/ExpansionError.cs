namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>A place of a text that could not be expanded, or is expanded to something that its author may not expect.</summary>
/// <param name="Message">What is wrong or surprising and what to write instead; no full stop.</param>
/// <param name="Offset">The character of the original text, from 0.</param>
internal sealed record ExpansionError(string Message, int Offset);
