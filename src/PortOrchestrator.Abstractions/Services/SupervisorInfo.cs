namespace PortOrchestrator.Services;

/// <summary>The process that supervises a checkout. Immutable.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Endpoint">The Unix socket (or named pipe) it answers on.</param>
/// <param name="StartedAt">When it was started, or took over in the same process, UTC.</param>
public sealed record SupervisorInfo(int Pid, string Endpoint, DateTimeOffset StartedAt)
{
    /// <summary>The version of the program that it is.</summary>
    /// <value>The default value is <see langword="null"/>: it does not tell, being older than the member.</value>
    public string? Version { get; init; }

    /// <summary>The file of the program that it is, as it was when it was started.</summary>
    /// <value>The default value is <see langword="null"/>: it does not tell, being older than the member.</value>
    public string? Program { get; init; }

    /// <summary>Why another program, which was to go on in its place, could not.</summary>
    /// <value>The default value is <see langword="null"/>: there was none, or it is the one that goes on.</value>
    public string? UpgradeProblem { get; init; }
}
