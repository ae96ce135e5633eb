namespace PortOrchestrator.Supervision.Protocol;

/// <summary>
/// How the configuration is read again when its files change: by a command, as whoever started the services would give it. Contains an environment,
/// so it is only ever stored in files of mode 0600. Immutable.
/// </summary>
public sealed record ConfigurationWatch
{
    /// <summary>The arguments of <c>portorch</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder that the command runs in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The command's complete environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The absolute paths of the files, also of those that are read once they exist.</summary>
    /// <value>The default value is empty; they come with every specification.</value>
    public IReadOnlyList<string> Files { get; init; } = [];
}
