namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>Collects a map's entries and reports keys that are written twice; the first one stays.</summary>
internal sealed class MapBuilder(DiagnosticBag diagnostics)
{
    private readonly List<MapEntry> _entries = [];
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    public void Add(string key, Place place, DocumentNode value)
    {
        if (_places.TryAdd(key, place))
        {
            _entries.Add(new MapEntry(key, place, value));
            return;
        }

        diagnostics.Error(
            DiagnosticCodes.DuplicateKey, place, $"'{key}' is written twice; the first is on line {_places[key].Line}", "keep one of them");
    }

    /// <summary>Adds what a YAML merge key brings, under the keys that are written here.</summary>
    public void AddMissing(MapNode merged)
    {
        foreach (var entry in merged.Entries)
        {
            if (_places.TryAdd(entry.Key, entry.KeyPlace)) _entries.Add(entry);
        }
    }

    public IReadOnlyList<MapEntry> Build() => _entries;
}
