using System.Text.RegularExpressions;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>A map with keys of the user's choice and values of one shape.</summary>
/// <param name="Value">The values' shape.</param>
/// <param name="KeyPattern">What a key must match.</param>
/// <param name="KeyForm">The pattern in words.</param>
internal sealed record DictionaryShape(Shape Value, Regex KeyPattern, string KeyForm) : Shape
{
    public override string Expected => "a map";
}
