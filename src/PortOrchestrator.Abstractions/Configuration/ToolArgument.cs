namespace PortOrchestrator.Configuration;

/// <summary>An argument of a <see cref="ToolDefinition"/>. Immutable.</summary>
public sealed record ToolArgument
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The JSON type: <c>string</c>, <c>integer</c>, <c>number</c> or <c>boolean</c>.</summary>
    /// <value>The default value is <c>string</c>.</value>
    public string Type { get; init; } = "string";

    /// <summary>What it means, for whoever calls.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Description { get; init; }

    /// <summary>Whether a call must give it.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Required { get; init; }

    /// <summary>The value without one.</summary>
    /// <value>The default value is <see langword="null"/>: none.</value>
    public string? Default { get; init; }
}
