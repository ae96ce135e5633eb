namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>One of several shapes, told apart by the JSON type of the value.</summary>
internal sealed record EitherShape(params Shape[] Options) : Shape
{
    public override string Expected => string.Join(" or ", Options.Select(o => o.Expected));
}
