namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Text (also empty), a number, true or false; used as the text that is written.</summary>
internal sealed record ScalarShape : Shape
{
    public override string Expected => "text, a number, true or false";
}
