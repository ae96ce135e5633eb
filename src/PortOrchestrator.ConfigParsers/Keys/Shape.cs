namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>What a value may be. The one description that validation and the JSON Schema are both made from. Immutable.</summary>
internal abstract record Shape
{
    /// <summary>The shape as a message names it, such as <c>a whole number from 0 to 3</c>.</summary>
    public abstract string Expected { get; }
}
