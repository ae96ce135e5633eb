namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>A list of values of one shape.</summary>
internal sealed record ListShape(Shape Item, int MinimumCount = 0) : Shape
{
    public override string Expected => "a list";
}
