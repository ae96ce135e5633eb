using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator;

/// <summary>
/// One checkout's services: read, plan, start, watch and stop them. Everything that runs belongs to a detached supervisor;
/// disposing an orchestrator stops nothing. Thread-safe.
/// </summary>
public sealed class ProjectOrchestrator : IAsyncDisposable
{
    /// <summary>Which project and checkout.</summary>
    public ProjectIdentity Project => throw new NotImplementedException();

    /// <summary>The machine's ports.</summary>
    public IPortRegistry Registry => throw new NotImplementedException();

    /// <summary>Finds the project and opens the registry. Starts nothing.</summary>
    /// <param name="options">Where to look; the current directory when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">There is no such project, or its name is ambiguous.</exception>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    public static Task<ProjectOrchestrator> OpenAsync(OrchestratorOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Reads and validates the configuration, the graph included. Starts and allocates nothing.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ConfigurationResult> LoadAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Tells in which order services would be started and which ports they hold. Starts and allocates nothing.</summary>
    /// <param name="options">Which services.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    /// <exception cref="PortOrchestratorException">A named service does not exist.</exception>
    public Task<ProjectPlan> PlanAsync(UpOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Starts what is not running and waits until everything required is ready. Idempotent.</summary>
    /// <param name="options">Which services and how long.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait; what was started goes on.</param>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    /// <exception cref="PortOrchestratorException">A named service does not exist, or no supervisor could be started.</exception>
    public Task<UpResult> UpAsync(UpOptions? options = null, IProgress<ServiceSnapshot>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Stops services and everything they started, dependents first; also when the supervisor is dead.</summary>
    /// <param name="options">Which services; all when null.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait; the stop goes on.</param>
    /// <exception cref="PortOrchestratorException">A named service does not exist.</exception>
    public Task<DownResult> DownAsync(DownOptions? options = null, IProgress<ServiceSnapshot>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Makes a stop that is under way kill what is left at once.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ForceStopAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>All services as the supervisor sees them, or, without one, as the journal and the system tell.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ProjectSnapshot> GetSnapshotAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>First the present snapshot of every service, then every change, without a gap, until cancelled or the supervisor ends.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<ServiceSnapshot> WatchAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Waits for services that somebody else starts or stops.</summary>
    /// <param name="services">Which; all that are not disabled when empty.</param>
    /// <param name="condition">What for.</param>
    /// <param name="timeout">How long; for ever when null.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortOrchestratorException">A named service does not exist.</exception>
    public Task<WaitResult> WaitAsync(
        IReadOnlyList<string> services,
        WaitCondition condition = WaitCondition.Ready,
        TimeSpan? timeout = null,
        IProgress<ServiceSnapshot>? progress = null,
        CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Reads logs, of several services merged by time. Needs no supervisor.</summary>
    /// <param name="services">Which; all when empty.</param>
    /// <param name="query">Which lines, and whether to follow.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="PortOrchestratorException">A named service does not exist.</exception>
    public IAsyncEnumerable<LogLine> ReadLogsAsync(IReadOnlyList<string> services, LogQuery? query = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Tells exactly what a service is, or would be, started with. Ports it does not hold yet are allocated.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    /// <exception cref="PortOrchestratorException">The service does not exist.</exception>
    public Task<ServiceEnvironment> GetEnvironmentAsync(string service, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
