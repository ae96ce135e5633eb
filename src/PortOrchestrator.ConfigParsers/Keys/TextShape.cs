using System.Text.RegularExpressions;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Text, not empty unless the pattern says so.</summary>
/// <param name="Pattern">What the text must match.</param>
/// <param name="Form">The pattern in words.</param>
internal sealed record TextShape(Regex? Pattern = null, string Form = "text") : Shape
{
    public override string Expected => Form;
}
