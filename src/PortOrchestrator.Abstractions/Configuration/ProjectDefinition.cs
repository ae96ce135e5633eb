namespace PortOrchestrator.Configuration;

/// <summary>A project's services, whatever file format they came from. Immutable.</summary>
public sealed record ProjectDefinition
{
    /// <summary>The project's name for people.</summary>
    /// <value>The default value is <see langword="null"/>: the file names none; the name of the root folder is used.</value>
    public string? Name { get; init; }

    /// <summary>The absolute root folder.</summary>
    public required string Root { get; init; }

    /// <summary>The absolute paths of the files that were read, in order.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The name of the file format, such as <c>project-services</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Environment variables of all services, over the caller's.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The range that the project's ports are chosen from.</summary>
    /// <value>The default value is <see langword="null"/>: the machine's pool.</value>
    public PortRange? PortRange { get; init; }

    /// <summary>The shell that runs command texts, as program and leading arguments.</summary>
    /// <value>The default value is empty: <c>sh -c</c>, on Windows <c>cmd /C</c>.</value>
    public IReadOnlyList<string> Shell { get; init; } = [];

    /// <summary>The server that offers services to coding agents.</summary>
    /// <value>The default value is <see langword="null"/>: none.</value>
    public ToolServerDefinition? ToolServer { get; init; }

    /// <summary>The services in the order of the file.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServiceDefinition> Services { get; init; } = [];
}
