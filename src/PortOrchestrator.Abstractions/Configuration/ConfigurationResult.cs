namespace PortOrchestrator.Configuration;

/// <summary>What reading a configuration gave: a definition, or the reasons why there is none. Immutable.</summary>
public sealed record ConfigurationResult
{
    /// <summary>The definition; null when there is an error among <see cref="Diagnostics"/> or no file was found.</summary>
    public ProjectDefinition? Definition { get; init; }

    /// <summary>What could be read in spite of errors: only good for finding further ones, never to be run.</summary>
    /// <value>The default value is <see langword="null"/>: nothing could be read, or a service has no usable name.</value>
    public ProjectDefinition? Draft { get; init; }

    /// <summary>Everything that was found, over all files, in the order of the files.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>
    /// The absolute paths of all files that were read, or would have been if they existed, also with errors: configuration files and what they extend,
    /// and files of environment variables. A change of one of them may change the result.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The SHA-256 of the content of each file that was read, in hexadecimal digits, by the file's absolute path.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> FileHashes { get; init; } = new Dictionary<string, string>();

    /// <summary>The commands whose output gives variables their values (<c>env_cmds</c>), by variable, whether or not they were run.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> VariableCommands { get; init; } = new Dictionary<string, string>();

    /// <summary>True when no configuration file was found at all.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool NotFound { get; init; }

    /// <summary>Whether the configuration has commands that give variables their values, and they were not run.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool HasPendingCommands { get; init; }

    /// <summary>Whether nothing stands against using <see cref="Definition"/>.</summary>
    public bool IsValid => Definition is not null && Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);
}
