namespace PortOrchestrator.ConfigParsers.Settings;

/// <summary>What the user has set for all projects on this machine. Immutable.</summary>
public sealed record MachineSettings
{
    /// <summary>The range that ports are chosen from (<c>port_pool</c>).</summary>
    /// <value>The default value is <see langword="null"/>: the registry's own pool.</value>
    public PortRange? PortPool { get; init; }

    /// <summary>How many MiB of the logs' disk stay free (<c>logs.min_free_mb</c>): below that, archives of logs are dropped early; 0 for none.</summary>
    /// <value>The default value is <see langword="null"/>: 256.</value>
    public int? LogMinFreeMegabytes { get; init; }

    /// <summary>
    /// Ranges that projects keep for themselves (<c>port_ranges</c>), by the project's name, id or absolute root folder; symbolic links of a
    /// folder are resolved.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, PortRange> PortRanges { get; init; } = new Dictionary<string, PortRange>();

    /// <summary>How sessions of shells and coding agents behave (<c>session</c>).</summary>
    /// <value>The default value has the defaults of <see cref="SessionSettings"/>.</value>
    public SessionSettings Session { get; init; } = new();

    /// <summary>Absolute folders whose projects are trusted (<c>trusted_roots</c>), symbolic links resolved.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> TrustedRoots { get; init; } = [];

    /// <summary>Whether a supervisor that was killed is started again at once (<c>watchdog</c>), instead of by the next command.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Watchdog { get; init; }

    /// <summary>The user's own detection patterns (<c>projects</c>), in the order of the file: the first that matches counts.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ProjectPattern> Projects { get; init; } = [];
}
