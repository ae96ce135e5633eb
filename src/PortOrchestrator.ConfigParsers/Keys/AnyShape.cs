namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Anything: the value of a key that is known but not read yet.</summary>
internal sealed record AnyShape : Shape
{
    public override string Expected => "anything";
}
