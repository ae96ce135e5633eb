namespace PortOrchestrator.ConfigParsers;

/// <summary>What a configuration is read with beyond its files. Immutable.</summary>
public sealed record ReadingOptions
{
    /// <summary>The folder that relative paths of process-compose files count from, and where <c>.env</c> is looked for.</summary>
    /// <value>The default value is <see langword="null"/>: the folder of the first file.</value>
    public string? Folder { get; init; }

    /// <summary>The absolute folder that relative paths of <c>.project-services</c> files count from.</summary>
    /// <value>The default value is <see langword="null"/>: the folder of each file.</value>
    public string? ServicesFolder { get; init; }

    /// <summary>The caller's environment variables.</summary>
    /// <value>The default value is <see langword="null"/>: those of the process.</value>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Absolute paths of files with variables, to be read instead of <c>.env</c>; they must exist, and later ones win.</summary>
    /// <value>The default value is empty: <c>.env</c>, if there is one and <c>PC_DISABLE_DOTENV</c> is not set.</value>
    public IReadOnlyList<string> EnvironmentFiles { get; init; } = [];

    /// <summary>
    /// Whether the commands of <c>env_cmds</c> are run, which only what starts services may do. Otherwise what their results are needed for stays
    /// as it is written.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool RunCommands { get; init; }

    /// <summary>Numbers of copies that stand over those of the files, of any format.</summary>
    /// <value>The default value is empty: there are as many copies as the files say.</value>
    public IReadOnlyList<ReplicaScale> Scales { get; init; } = [];

    /// <summary>The scope of services whose file writes none.</summary>
    /// <value>The default value is <see cref="ServiceScope.Checkout"/>. With <see cref="ServiceScope.Machine"/> no other may be written.</value>
    public ServiceScope DefaultScope { get; init; }
}
