namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Any value.</summary>
internal sealed record AnyShape : Shape
{
    public override string Expected => "any value";
}
