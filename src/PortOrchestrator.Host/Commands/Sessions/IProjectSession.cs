using PortOrchestrator.Supervision.Logs;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Commands.Sessions;

/// <summary>What commands use of <see cref="ProjectOrchestrator"/>; the members mean what they mean there.</summary>
internal interface IProjectSession : IAsyncDisposable
{
    ProjectIdentity Project { get; }

    Task<ConfigurationResult> LoadAsync(CancellationToken cancellationToken);

    /// <summary>The configuration as it was read last; reads it when it was not.</summary>
    Task<ConfigurationResult> LoadOnceAsync(CancellationToken cancellationToken);

    Task<string> DescribeMissingConfigurationAsync(CancellationToken cancellationToken);

    Task<InitializeResult> InitializeAsync(InitializeOptions options, CancellationToken cancellationToken);

    Task<ProjectPlan> PlanAsync(UpOptions options, CancellationToken cancellationToken);

    Task<UpResult> UpAsync(UpOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken);

    Task<DownResult> DownAsync(DownOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken);

    Task<UpResult> ScaleAsync(string service, int replicas, UpOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken);

    Task<UpResult> ReloadAsync(UpOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken);

    Task<ServiceRun> PrepareRunAsync(
        string service, IReadOnlyList<string> arguments, UpOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<string, int>> SignalAsync(IReadOnlyList<string> services, string signal, bool parentOnly, CancellationToken cancellationToken);

    Task SendKeysAsync(string service, string text, CancellationToken cancellationToken);

    Task<TerminalConnection> AttachAsync(string service, TerminalSize size, CancellationToken cancellationToken);

    Task ForceStopAsync(CancellationToken cancellationToken);

    Task<ProjectSnapshot> GetSnapshotAsync(CancellationToken cancellationToken);

    ProjectSnapshot Measure(ProjectSnapshot snapshot);

    IAsyncEnumerable<ServiceSnapshot> WatchAsync(CancellationToken cancellationToken);

    Task<WaitResult> WaitAsync(
        IReadOnlyList<string> services,
        WaitCondition condition,
        TimeSpan? timeout,
        IProgress<ServiceSnapshot> progress,
        CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<string, long>> ClearLogsAsync(IReadOnlyList<string> services, CancellationToken cancellationToken);

    IAsyncEnumerable<LogLine> ReadLogsAsync(IReadOnlyList<string> services, LogQuery query, CancellationToken cancellationToken);

    IAsyncEnumerable<LogLine> ReadSupervisorLogAsync(LogQuery query, CancellationToken cancellationToken);

    Task<ServiceEnvironment> GetEnvironmentAsync(string service, CancellationToken cancellationToken);

    Task<TrustVerdict> EvaluateTrustAsync(CancellationToken cancellationToken);

    Task<TrustVerdict> ApproveAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ConfigurationApproval>> ListApprovalsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ConfigurationApproval>> RevokeApprovalAsync(CancellationToken cancellationToken);
}
