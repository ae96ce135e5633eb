namespace PortOrchestrator.Probes;

/// <summary>What a probe needs to know of its service. Immutable.</summary>
public sealed record ProbeContext
{
    /// <summary>The service's folder.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The service's complete environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The shell that runs command texts, as program and leading arguments.</summary>
    public required IReadOnlyList<string> Shell { get; init; }

    /// <summary>Runs exec checks.</summary>
    /// <value>The default value is <see langword="null"/>: CliWrap does.</value>
    public IExecRunner? ExecRunner { get; init; }

    /// <summary>The log that log checks read.</summary>
    public string? LogPath { get; init; }

    /// <summary>Where this run's output begins in the log, in bytes.</summary>
    public long LogOffset { get; init; }

    /// <summary>The log of standard error that log checks read as well.</summary>
    /// <value>The default value is <see langword="null"/>: it goes to <see cref="LogPath"/>.</value>
    public string? ErrorLogPath { get; init; }

    /// <summary>Where this run's output begins in the log of standard error, in bytes.</summary>
    public long ErrorLogOffset { get; init; }

    /// <summary>When the service was started, UTC; file checks want a newer file.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>
    /// Where a notify check binds its Unix datagram socket (mode 0600), at most 107 bytes long; a path of its own per start. A stale socket there is replaced;
    /// the socket exists from <see cref="ProbeFactory.Create"/>, so before the service is started, until the probe is disposed.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: a notify check always fails.</value>
    public string? NotifySocket { get; init; }

    /// <summary>The clock.</summary>
    /// <value>The default value is the system clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
