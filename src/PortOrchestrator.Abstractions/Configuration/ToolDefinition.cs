namespace PortOrchestrator.Configuration;

/// <summary>How a service is offered to coding agents as a tool by the Model Context Protocol. Read and kept, not offered yet. Immutable.</summary>
public sealed record ToolDefinition
{
    /// <summary>Whether it is a resource, which takes no arguments, rather than a tool.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsResource { get; init; }

    /// <summary>The arguments, which the command names as <c>@{name}</c>.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ToolArgument> Arguments { get; init; } = [];

    /// <summary>How long a call may take.</summary>
    /// <value>The default value is <see langword="null"/>: the server's.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Where it is written.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SourceLocation? Location { get; init; }
}
