namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>A key of a record. Immutable.</summary>
/// <param name="Name">The key.</param>
/// <param name="Shape">What its value may be.</param>
/// <param name="Description">What it means, for the JSON Schema.</param>
internal sealed record KeyDefinition(string Name, Shape Shape, string Description)
{
    /// <summary>The default as JSON text, when there is one.</summary>
    public string? Default { get; init; }

    /// <summary>How a value is written, for whoever wrote one of another type; null when its type says enough.</summary>
    public string? Form { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Whether the key is checked but any value other than the default has no effect yet.</summary>
    public bool IsNotRunYet { get; init; }

    /// <summary>Whether the key is known, but neither checked nor of any effect yet.</summary>
    public bool IsNotReadYet => Shape is AnyShape && NoEffect is null;

    /// <summary>Why the key has nothing to do, to be read after a colon; null when it has.</summary>
    public string? NoEffect { get; init; }
}
