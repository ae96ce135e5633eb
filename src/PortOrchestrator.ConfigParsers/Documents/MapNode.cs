namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>A map; its entries keep the order of the file and have distinct keys.</summary>
internal sealed class MapNode : DocumentNode
{
    private readonly Dictionary<string, MapEntry> _byKey;

    public MapNode(Place place, IReadOnlyList<MapEntry> entries)
        : base(place)
    {
        Entries = entries;
        _byKey = entries.ToDictionary(e => e.Key, StringComparer.Ordinal);
        Size = SizeOf(entries.Select(e => e.Value));
    }

    public IReadOnlyList<MapEntry> Entries { get; }

    public override long Size { get; }

    public override string TypeName => "a map";

    public MapEntry? Find(string key) => _byKey.GetValueOrDefault(key);
}
