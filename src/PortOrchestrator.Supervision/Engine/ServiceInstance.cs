using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Limits;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>
/// The state machine of one service instance. Owned by the supervisor's mailbox: only ever touched from there, hence without locks.
/// </summary>
internal sealed partial class ServiceInstance : IDisposable
{
    private readonly IInstanceEffects _effects;
    private readonly TimeProvider _time;
    private CancellationTokenSource _run = new();
    private List<string> _warnings = [];
    private long _startTimestamp;
    private int _streak;
    private TimeSpan? _restartIn;
    private bool _provenOnce;
    private bool _launcherExited;
    private bool _cleaning;
    private bool _runEnded = true;
    private bool _readsLastLines;
    private string? _lastCheckReason;
    private string? _stoppedBecause;

    public ServiceInstance(ServiceSpec spec, IInstanceEffects effects, TimeProvider time)
    {
        Spec = spec;
        NextSpec = spec;
        _effects = effects;
        _time = time;
        State = spec.Definition.Disabled ? ServiceState.Disabled : ServiceState.Stopped;
        Health = InitialHealth;
    }

    /// <summary>What the present or last run was started with.</summary>
    public ServiceSpec Spec { get; private set; }

    /// <summary>What the next run is started with.</summary>
    public ServiceSpec NextSpec { get; set; }

    public string Name => Spec.Name;

    public ServiceState State { get; private set; }

    public ServiceHealth Health { get; private set; }

    /// <summary>Grows with every start; events of earlier runs are dropped.</summary>
    public int Generation { get; private set; }

    public string? InstanceId { get; private set; }

    /// <summary>The first process of the last run; it may be dead.</summary>
    public ProcessIdentity? Root { get; private set; }

    public bool ProcessAlive { get; private set; }

    public bool Wanted { get; private set; }

    /// <summary>A stop was asked for and waits for dependents to end.</summary>
    public bool StopRequested { get; private set; }

    /// <summary>Its stop is under way; what has ended keeps its state meanwhile.</summary>
    public bool IsStopping { get; private set; }

    public bool StartAfterStop { get; private set; }

    /// <summary>The state is skipped because of another service; it may still start when that one recovers.</summary>
    public bool Blocked { get; private set; }

    /// <summary>The present or last run got as far as having a process, or is somebody else's.</summary>
    public bool WasLaunched { get; private set; }

    /// <summary>It was ready at some time of the present or last run.</summary>
    public bool WasReady { get; private set; }

    /// <summary>The line that its log check looks for was written in the present or last run, whatever became of it since.</summary>
    public bool LineSeen { get; private set; }

    /// <summary>What the project ends with because of how this ended; null while it does not end the project.</summary>
    public int? ProjectExitCode { get; private set; }

    public int Restarts { get; private set; }

    public int? ExitCode { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>What is configured otherwise than it runs; null when nothing is known to be.</summary>
    public string? Drift { get; set; }

    public DependencyRuns DependencyRuns { get; } = new();

    public long LogOffset { get; set; }

    public long ErrorLogOffset { get; set; }

    /// <summary>The terminal of the present or last run; null when it has none, or had it from an earlier supervisor.</summary>
    public ServiceTerminal? Terminal { get; set; }

    /// <summary>It runs on a terminal that went with an earlier supervisor.</summary>
    public bool HasLostTerminal => ProcessAlive && Definition.Tty && Terminal is null;

    /// <summary>The control group of the present or last run; null when it has none.</summary>
    public ServiceCgroup? Cgroup { get; set; }

    /// <summary>Set by every change; cleared by the owner when it has published.</summary>
    public bool Dirty { get; set; } = true;

    public ServiceDefinition Definition => Spec.Definition;

    /// <summary>Whether it has something that has to be stopped, or is about to have.</summary>
    public bool IsActive => State is ServiceState.Pending or ServiceState.Starting or ServiceState.Running or ServiceState.Launched
        or ServiceState.External or ServiceState.Restarting or ServiceState.Stopping or ServiceState.Scheduled;

    /// <summary>Whether somebody has to stay to look after it.</summary>
    public bool NeedsSupervisor => (IsActive && State != ServiceState.External) || _cleaning || IsStopping || AwaitsChange;

    /// <summary>Nothing of it is left, and nobody waits for it.</summary>
    public bool MayBeForgotten => !IsActive && !_cleaning && !IsStopping && !StopRequested && Root is null;

    public bool IsReady => State is ServiceState.Running or ServiceState.Launched or ServiceState.External or ServiceState.Completed;

    // A recognised launcher has not yet handed over what it launches.
    private bool WorksAsLauncher => (Definition.Launcher is not null || IsRunByEngine) && Spec.HasCheck && ProcessAlive;

    // Nobody checks what does not run; that it failed its check is worth knowing.
    private ServiceHealth ShownHealth => State switch
    {
        ServiceState.Stopped or ServiceState.Disabled or ServiceState.Skipped => ServiceHealth.None,
        ServiceState.Failed when Health == ServiceHealth.Unknown && !_launcherExited => ServiceHealth.None,
        _ => Health,
    };

    private ServiceHealth InitialHealth => Spec.HasCheck || Spec.Definition.Liveness is not null ? ServiceHealth.Unknown : ServiceHealth.None;

    public ServiceSnapshot Snapshot(ProjectIdentity project, long version) => WithNews(new ServiceSnapshot
    {
        Name = Name,
        Service = Definition.ReplicaOf ?? Definition.Name,
        Replica = Spec.Replica,
        Tier = Definition.Tier,
        Kind = Definition.Kind,
        Scope = Definition.Scope,
        State = State,
        Health = ShownHealth,
        Pid = ProcessAlive ? Root?.Pid : null,
        Ports = Spec.Ports,
        Restarts = Restarts,
        ExitCode = ExitCode,
        Required = Definition.Required,
        Reason = !AwaitsChange ? Reason : Reason is null ? AwaitsChangeText : $"{Reason}; {AwaitsChangeText}",
        AwaitsChange = AwaitsChange,
        StartedAt = StartedAt,
        ReadyAt = ReadyAt,
        LogPath = Spec.LogPath,
        ErrorLogPath = Spec.ErrorLogPath,
        Project = project.Name,
        Checkout = project.Checkout,
        ProjectPath = project.Root,
        ProjectExitCode = ProjectExitCode,
        Warnings = WatchProblem is null ? [.. _warnings] : [.. _warnings, WatchProblem],
        Drift = Drift,
        Version = version,
    });

    public JournalEntry Entry(ServiceSnapshot snapshot) => new()
    {
        // Without this supervisor nobody watches.
        Snapshot = snapshot with { Reason = Reason, AwaitsChange = false },
        Spec = Spec,
        Wanted = Wanted,
        InstanceId = InstanceId,
        Process = Root,
        LogOffset = LogOffset,
        ErrorLogOffset = ErrorLogOffset,
        Launched = _launcherExited,
        StopRequested = StopRequested || IsStopping,
        Streak = _streak,
        Proven = _provenOnce,
        WasReady = WasReady,
        LineSeen = LineSeen,
        ForSessions = ForSessions,
    };

    /// <summary>Ends checks and timers of the run; the process runs on.</summary>
    public void Dispose()
    {
        ForgetTurn();
        EndRun();
    }

    public void AddWarning(string warning)
    {
        if (_warnings.Contains(warning)) return;
        _warnings = [.. _warnings, warning];
        Dirty = true;
    }

    private void Become(ServiceState state, string? reason)
    {
        State = state;
        Reason = reason;
        Blocked = false;
        Dirty = true;
    }

    // An end that no restart follows, as opposed to a stop that somebody asked for.
    private void Conclude(ServiceState state, string? reason)
    {
        Become(state, reason);
        if (Wanted) ProjectExitCode ??= ProjectEnding.ExitCode(Definition.EndsProject, state, ExitCode);
        if (Wanted && IsScheduled && ProjectExitCode is null) Rest(state == ServiceState.Completed ? "completed" : $"{state.ToString().ToLowerInvariant()}: {reason}");
    }

    // Not disposed: what hears of the cancellation runs elsewhere and later, never inside the mailbox.
    private void EndRun()
    {
        _runEnded = true;
        _ = _run.CancelAsync();
        _run = new CancellationTokenSource();
    }
}
