namespace PortOrchestrator.Configuration;

/// <summary>A service as its configuration states it, with every default filled in. Immutable.</summary>
public sealed record ServiceDefinition
{
    /// <summary>The name, unique within the project.</summary>
    public required string Name { get; init; }

    /// <summary>A sentence for people.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Description { get; init; }

    /// <summary>The tier, 0 to 3; lower tiers are ready before higher ones start.</summary>
    /// <value>The default value is 3.</value>
    public int Tier { get; init; } = 3;

    /// <summary>What running means.</summary>
    /// <value>The default value is <see cref="ServiceKind.Process"/>.</value>
    public ServiceKind Kind { get; init; }

    /// <summary>Who shares one instance.</summary>
    /// <value>The default value is <see cref="ServiceScope.Checkout"/>.</value>
    public ServiceScope Scope { get; init; }

    /// <summary>When a service that nobody needs any more is stopped.</summary>
    /// <value>The default value is <see langword="null"/>: not written; what a checkout's last session, or the last user of a shared service, leaves decides by its own rule.</value>
    public StopPolicy? StopPolicy { get; init; }

    /// <summary>Whether the project counts as up only when this service is ready.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Required { get; init; } = true;

    /// <summary>Whether the service is left out unless it is named.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Disabled { get; init; }

    /// <summary>The command that starts it.</summary>
    /// <value>The default value is <see langword="null"/>: kind <see cref="ServiceKind.External"/> has none.</value>
    public CommandLine? StartCommand { get; init; }

    /// <summary>The command that stops what <see cref="StartCommand"/> launched.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public CommandLine? StopCommand { get; init; }

    /// <summary>What was inferred from a recognised launcher command.</summary>
    /// <value>The default value is <see langword="null"/>: the command is not a recognised launcher.</value>
    public LauncherDefinition? Launcher { get; init; }

    /// <summary>The Docker Compose service that it is.</summary>
    /// <value>The default value is <see langword="null"/>: it is none.</value>
    public ComposeDefinition? Compose { get; init; }

    /// <summary>The systemd unit that it is.</summary>
    /// <value>The default value is <see langword="null"/>: it is none.</value>
    public SystemdDefinition? Systemd { get; init; }

    /// <summary>The absolute folder that commands run in.</summary>
    /// <value>The default value is the folder of the file.</value>
    public required string WorkingDirectory { get; init; }

    /// <summary>Environment variables of the service, over those of the project; values may contain variables and templates.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables that the caller's, the project's and the service's own stand over, such as those of a <c>.env</c> file.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> DefaultEnvironment { get; init; } = new Dictionary<string, string>();

    /// <summary>The ports, the first being the one that <c>PORT</c> carries.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<PortDefinition> Ports { get; init; } = [];

    /// <summary>What it waits for.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServiceDependency> Dependencies { get; init; } = [];

    /// <summary>The check that makes it ready; also what <c>health_check</c> becomes.</summary>
    /// <value>The default value is <see langword="null"/>: ready once it runs, or, for a task, once it has completed.</value>
    public ProbeDefinition? Readiness { get; init; }

    /// <summary>The check that a running service must keep passing.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public ProbeDefinition? Liveness { get; init; }

    /// <summary>The time it may take to become ready.</summary>
    /// <value>The default value is 60 seconds.</value>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a process must have run to count as ready.</summary>
    /// <value>The default value is <see langword="null"/>: 150 milliseconds without a check, no time with one.</value>
    public TimeSpan? MinUptime { get; init; }

    /// <summary>Exit codes that count as success.</summary>
    /// <value>The default value is 0 alone.</value>
    public IReadOnlyList<int> SuccessExitCodes { get; init; } = [0];

    /// <summary>When it is started again.</summary>
    public RestartDefinition Restart { get; init; } = new();

    /// <summary>How it is stopped.</summary>
    public ShutdownDefinition Shutdown { get; init; } = new();

    /// <summary>What it may use.</summary>
    /// <value>The default value is <see cref="ServiceLimits.None"/>.</value>
    public ServiceLimits Limits { get; init; } = ServiceLimits.None;

    /// <summary>How its output is kept.</summary>
    public LogDefinition Log { get; init; } = new();

    /// <summary>How many copies run.</summary>
    /// <value>The default value is 1.</value>
    public int Replicas { get; init; } = 1;

    /// <summary>The name that the configuration gives to the service that this is a numbered copy of. A copy is a service of its own, with a name of its own.</summary>
    /// <value>The default value is <see langword="null"/>: the service is no copy.</value>
    public string? ReplicaOf { get; init; }

    /// <summary>The number of the copy, from 0.</summary>
    /// <value>The default value is <see langword="null"/>: the service is no copy.</value>
    public int? Replica { get; init; }

    /// <summary>The namespaces, labels to select services by.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Which ends of this service end the project.</summary>
    /// <value>The default value is <see cref="ProjectExit.Never"/>.</value>
    public ProjectExit EndsProject { get; init; }

    /// <summary>Whether the service is run only on demand, with the terminal of the one who asks; nothing waits for it.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Foreground { get; init; }

    /// <summary>Whether the service's output is a terminal.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Tty { get; init; }

    /// <summary>Whether the service's input is a terminal that a user may type into; implies <see cref="Tty"/>.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Interactive { get; init; }

    /// <summary>When it is run by the clock, instead of at the project's start.</summary>
    /// <value>The default value is <see langword="null"/>: it has no schedule.</value>
    public ScheduleDefinition? Schedule { get; init; }

    /// <summary>The files whose change restarts it.</summary>
    /// <value>The default value is <see langword="null"/>: none.</value>
    public WatchDefinition? Watch { get; init; }

    /// <summary>How it is offered to coding agents.</summary>
    /// <value>The default value is <see langword="null"/>: not at all.</value>
    public ToolDefinition? Tool { get; init; }

    /// <summary>Whether an exit 0 of the command, in this file format, means that the service was launched elsewhere.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool MayLaunch { get; init; }

    /// <summary>Where the service is written.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SourceLocation? Location { get; init; }
}
