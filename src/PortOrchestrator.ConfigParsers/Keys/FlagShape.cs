namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>True or false.</summary>
internal sealed record FlagShape : Shape
{
    public override string Expected => "true or false";
}
