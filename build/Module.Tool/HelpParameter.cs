namespace PortOrchestrator.ModuleTool;

/// <summary>One parameter of a help page. Immutable.</summary>
internal sealed record HelpParameter(string Name, string Type, IReadOnlyList<string> Description, IReadOnlyDictionary<string, string> Facts)
{
    public string Fact(string key) => Facts.GetValueOrDefault(key, "");
}
