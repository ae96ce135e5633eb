namespace PortOrchestrator.Supervision.Engines;

/// <summary>Talks to whoever runs a service: Docker Compose or systemd. Thread-safe.</summary>
internal interface IServiceEngine
{
    /// <summary>How often its state is worth a look beside what the end of its log tells.</summary>
    TimeSpan LookPeriod { get; }

    /// <summary>Whether a command that follows its log ends when it does.</summary>
    bool LogEndsWithIt { get; }

    /// <summary>Its state now. What keeps the engine from answering is a state, too.</summary>
    Task<EngineState> LookAsync(CancellationToken cancellationToken = default);

    /// <summary>From when on the log tells of the run that is looked at; null for all that there is.</summary>
    /// <param name="state">What it runs as.</param>
    /// <param name="startedAt">When the start was asked for.</param>
    DateTimeOffset? LogStart(EngineState state, DateTimeOffset startedAt);

    /// <summary>The command that prints its log and goes on with what is new.</summary>
    /// <param name="state">What it runs as.</param>
    /// <param name="after">Only what is newer; everything when null.</param>
    EngineCall FollowLog(EngineState state, DateTimeOffset? after);

    /// <summary>The command that prints a part of its log.</summary>
    /// <param name="state">What it runs as.</param>
    /// <param name="after">Only what is newer; everything when null.</param>
    /// <param name="until">Nothing that is newer; all there is when null.</param>
    EngineCall ReadLog(EngineState state, DateTimeOffset? after, DateTimeOffset? until);

    /// <summary>The last lines of its log, once everything that it wrote is in there. Asked where <see cref="LogEndsWithIt"/> does not hold.</summary>
    /// <param name="after">Only what is newer; everything when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The lines; null when they cannot be had.</returns>
    Task<string?> ReadEndAsync(DateTimeOffset? after, CancellationToken cancellationToken = default);

    /// <summary>The time by the clock that the log is written with.</summary>
    Task<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default);

    /// <summary>Stops it, and nothing else.</summary>
    /// <returns>What went wrong; null when it is down.</returns>
    Task<string?> StopAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends it at once.</summary>
    Task KillAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes what a stopped service leaves with the engine. No data is ever removed.</summary>
    Task<string?> RemoveAsync(CancellationToken cancellationToken = default);

    /// <summary>What a failed command was about, with the next step; null when its words are not known.</summary>
    string? Explain(string output);
}
