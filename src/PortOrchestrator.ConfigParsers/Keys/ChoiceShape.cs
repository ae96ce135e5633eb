namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>One of some words.</summary>
internal sealed record ChoiceShape(IReadOnlyList<string> Words) : Shape
{
    public override string Expected => "one of " + string.Join(", ", Words);
}
