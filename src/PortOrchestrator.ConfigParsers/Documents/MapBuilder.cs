namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>Collects a map's entries and reports keys that are written twice; the first one stays.</summary>
internal sealed class MapBuilder(DiagnosticBag diagnostics)
{
    private readonly List<MapEntry> _entries = [];
    private Dictionary<string, Place>? _places;

    public void Add(string key, Place place, DocumentNode value)
    {
        if (PlaceOf(key) is { } first)
        {
            diagnostics.Error(DiagnosticCodes.DuplicateKey, place, $"'{key}' is written twice; the first is on line {first.Line}", "keep one of them");
            return;
        }

        Append(new MapEntry(key, place, value));
    }

    /// <summary>Adds what a YAML merge key brings, under the keys that are written here.</summary>
    public void AddMissing(MapNode merged)
    {
        foreach (var entry in merged.Entries)
        {
            if (PlaceOf(entry.Key) is null) Append(entry);
        }
    }

    public IReadOnlyList<MapEntry> Build() => _entries;

    private void Append(MapEntry entry)
    {
        _entries.Add(entry);
        if (_places is not null) _places.Add(entry.Key, entry.KeyPlace);
        else if (_entries.Count == MapNode.IndexFrom) _places = _entries.ToDictionary(e => e.Key, e => e.KeyPlace, StringComparer.Ordinal);
    }

    private Place? PlaceOf(string key)
    {
        if (_places is not null) return _places.TryGetValue(key, out var place) ? place : null;
        foreach (var entry in _entries)
        {
            if (entry.Key == key) return entry.KeyPlace;
        }

        return null;
    }
}
