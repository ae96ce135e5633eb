namespace PortOrchestrator.Services;

/// <summary>A service instance at one moment. Immutable; a higher <see cref="Version"/> is newer.</summary>
public sealed record ServiceSnapshot
{
    /// <summary>The instance's name: the service's name, with <c>-N</c> appended when there are several replicas.</summary>
    public required string Name { get; init; }

    /// <summary>The service's name.</summary>
    public required string Service { get; init; }

    /// <summary>The replica's number.</summary>
    /// <value>The default value is 0.</value>
    public int Replica { get; init; }

    /// <summary>The tier, 0 to 3.</summary>
    public int Tier { get; init; }

    /// <summary>What running means.</summary>
    public ServiceKind Kind { get; init; }

    /// <summary>Who shares the instance.</summary>
    public ServiceScope Scope { get; init; }

    /// <summary>Where it stands.</summary>
    public ServiceState State { get; init; }

    /// <summary>What its checks say.</summary>
    public ServiceHealth Health { get; init; }

    /// <summary>The process id; null when no process of ours runs.</summary>
    public int? Pid { get; init; }

    /// <summary>Its ports.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServicePort> Ports { get; init; } = [];

    /// <summary>How many times it was started again.</summary>
    public int Restarts { get; init; }

    /// <summary>The last exit code, 128 + n for signal n; null when it never ended or the code is unknown.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether the project counts as up only when this service is ready.</summary>
    public bool Required { get; init; }

    /// <summary>Why it stands where it stands, in one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>When its present or last process was started, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it last became ready, UTC.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>The file its output goes to.</summary>
    public string? LogPath { get; init; }

    /// <summary>The file its standard error goes to when that is kept apart.</summary>
    /// <value>The default value is <see langword="null"/>: it goes to <see cref="LogPath"/>.</value>
    public string? ErrorLogPath { get; init; }

    /// <summary>The project's name.</summary>
    /// <value>The default value is empty.</value>
    public string Project { get; init; } = "";

    /// <summary>The checkout's name.</summary>
    /// <value>The default value is <c>main</c>.</value>
    public string Checkout { get; init; } = ProjectIdentity.MainCheckout;

    /// <summary>The checkout's root folder.</summary>
    /// <value>The default value is empty.</value>
    public string ProjectPath { get; init; } = "";

    /// <summary>Surprising findings about this instance that did not stop it, oldest first.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// What is configured otherwise now than it runs, such as "its command"; for a shared service, than it was configured by whoever started it. A restart
    /// applies it.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: nothing, as far as anybody has looked.</value>
    public string? Drift { get; init; }

    /// <summary>What <c>up</c> ends with because the end of this instance ended the whole project, as its configuration says.</summary>
    /// <value>The default value is <see langword="null"/>: it did not end the project.</value>
    public int? ProjectExitCode { get; init; }

    /// <summary>Whether the instance has ended and starts again when a file that its service watches changes.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AwaitsChange { get; init; }

    /// <summary>What its processes use; only in answers to whoever asked for it.</summary>
    /// <value>The default value is <see langword="null"/>: it was not measured, or nothing of it runs.</value>
    public ServiceResources? Resources { get; init; }

    /// <summary>Grows with every change in the supervisor that made the snapshot.</summary>
    public long Version { get; init; }

    /// <summary>Whether the service does its work: running, launched, external or completed, or waiting for its next scheduled time.</summary>
    public bool IsReady => State is ServiceState.Scheduled or ServiceState.Running or ServiceState.Launched or ServiceState.External or ServiceState.Completed;

    /// <summary>The instance's name and state.</summary>
    public override string ToString() => $"{Name}: {State.ToString().ToLowerInvariant()}";
}
