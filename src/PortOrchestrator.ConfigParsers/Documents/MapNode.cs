namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>A map; its entries keep the order of the file and have distinct keys.</summary>
internal sealed class MapNode : DocumentNode
{
    // Most maps are small, and there are many of them; looking along a few entries is faster than an index, and needs none.
    public const int IndexFrom = 12;

    private readonly Dictionary<string, MapEntry>? _byKey;

    public MapNode(Place place, IReadOnlyList<MapEntry> entries)
        : base(place)
    {
        Entries = entries;
        if (entries.Count >= IndexFrom) _byKey = entries.ToDictionary(e => e.Key, StringComparer.Ordinal);
        var size = 1L;
        for (var i = 0; i < entries.Count; i++) size = Sum(size, entries[i].Value);
        Size = size;
    }

    public IReadOnlyList<MapEntry> Entries { get; }

    public override long Size { get; }

    public override string TypeName => "a map";

    public MapEntry? Find(string key)
    {
        if (_byKey is not null) return _byKey.GetValueOrDefault(key);
        for (var i = 0; i < Entries.Count; i++)
        {
            if (Entries[i].Key == key) return Entries[i];
        }

        return null;
    }
}
