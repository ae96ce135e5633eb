namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>A list.</summary>
internal sealed class SequenceNode(Place place, IReadOnlyList<DocumentNode> items) : DocumentNode(place)
{
    public IReadOnlyList<DocumentNode> Items { get; } = items;

    public override long Size { get; } = SizeOf(items);

    public override string TypeName => "a list";
}
