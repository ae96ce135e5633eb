namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>A list.</summary>
internal sealed class SequenceNode : DocumentNode
{
    public SequenceNode(Place place, IReadOnlyList<DocumentNode> items)
        : base(place)
    {
        Items = items;
        var size = 1L;
        for (var i = 0; i < items.Count; i++) size = Sum(size, items[i]);
        Size = size;
    }

    public IReadOnlyList<DocumentNode> Items { get; }

    public override long Size { get; }

    public override string TypeName => "a list";
}
