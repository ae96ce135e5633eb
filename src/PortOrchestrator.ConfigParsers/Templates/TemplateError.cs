namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Why a template was not rendered.</summary>
/// <param name="Message">What is wrong and, where it is known, what to write instead; no full stop.</param>
/// <param name="Offset">The character of the template at which the problem was seen, from 0.</param>
internal sealed record TemplateError(string Message, int Offset);
