namespace PortOrchestrator.ModuleTool;

/// <summary>One example of a help page. Immutable.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);
