namespace PortOrchestrator.Configuration;

/// <summary>The server that offers a project's tools by the Model Context Protocol. Read and kept, not run yet. Immutable.</summary>
public sealed record ToolServerDefinition
{
    /// <summary>The address it listens on.</summary>
    /// <value>The default value is <see langword="null"/>: none is written.</value>
    public string? Host { get; init; }

    /// <summary>The port it listens on.</summary>
    /// <value>The default value is <see langword="null"/>: none is written.</value>
    public int? Port { get; init; }

    /// <summary>Whether it speaks on its standard input and output rather than on the network.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool UsesStandardStreams { get; init; }

    /// <summary>How long a call may take.</summary>
    /// <value>The default value is 5 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the services themselves can be controlled through it.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ExposesControl { get; init; }

    /// <summary>Host names that are trusted besides those of this machine.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> TrustedHosts { get; init; } = [];
}
