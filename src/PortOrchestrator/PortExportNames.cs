namespace PortOrchestrator;

/// <summary>Collects variables and notices names that would stand for two things. Not thread-safe.</summary>
internal sealed class PortExportNames
{
    private readonly Dictionary<string, (string Value, string Source)> _variables = new(StringComparer.Ordinal);
    private readonly List<string> _clashes = [];

    public IEnumerable<KeyValuePair<string, string>> Variables => _variables.Select(v => KeyValuePair.Create(v.Key, v.Value.Value));

    public IReadOnlyList<string> Clashes => _clashes;

    public void Add(string name, string value, string source)
    {
        if (_variables.TryAdd(name, (value, source)) || _variables[name].Value == value) return;
        _clashes.Add($"The variable {name} would stand for {_variables[name].Source} and for {source}. Rename one of them, or release the one that is not used.");
    }
}
