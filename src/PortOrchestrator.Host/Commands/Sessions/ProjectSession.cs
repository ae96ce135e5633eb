using PortOrchestrator.Supervision.Logs;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Commands.Sessions;

internal sealed class ProjectSession(ProjectOrchestrator orchestrator) : IProjectSession
{
    public ProjectIdentity Project => orchestrator.Project;

    public Task<ConfigurationResult> LoadAsync(CancellationToken cancellationToken) => orchestrator.LoadAsync(cancellationToken);

    public Task<ConfigurationResult> LoadOnceAsync(CancellationToken cancellationToken) => orchestrator.LoadOnceAsync(cancellationToken);

    public Task<string> DescribeMissingConfigurationAsync(CancellationToken cancellationToken) =>
        orchestrator.DescribeMissingConfigurationAsync(cancellationToken);

    public Task<InitializeResult> InitializeAsync(InitializeOptions options, CancellationToken cancellationToken) =>
        orchestrator.InitializeAsync(options, cancellationToken);

    public Task<ProjectPlan> PlanAsync(UpOptions options, CancellationToken cancellationToken) => orchestrator.PlanAsync(options, cancellationToken);

    public Task<UpResult> UpAsync(UpOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken) =>
        orchestrator.UpAsync(options, progress, cancellationToken);

    public Task<DownResult> DownAsync(DownOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken) =>
        orchestrator.DownAsync(options, progress, cancellationToken);

    public Task<UpResult> ScaleAsync(
        string service, int replicas, UpOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken) =>
        orchestrator.ScaleAsync(service, replicas, options, progress, cancellationToken);

    public Task<UpResult> ReloadAsync(UpOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken) =>
        orchestrator.ReloadAsync(options, progress, cancellationToken);

    public Task<ServiceRun> PrepareRunAsync(
        string service, IReadOnlyList<string> arguments, UpOptions options, IProgress<ServiceSnapshot> progress, CancellationToken cancellationToken) =>
        orchestrator.PrepareRunAsync(service, arguments, options, progress, cancellationToken);

    public Task<IReadOnlyDictionary<string, int>> SignalAsync(
        IReadOnlyList<string> services, string signal, bool parentOnly, CancellationToken cancellationToken) =>
        orchestrator.SignalAsync(services, signal, parentOnly, cancellationToken);

    public Task SendKeysAsync(string service, string text, CancellationToken cancellationToken) =>
        orchestrator.SendKeysAsync(service, text, cancellationToken);

    public Task<TerminalConnection> AttachAsync(string service, TerminalSize size, CancellationToken cancellationToken) =>
        orchestrator.AttachAsync(service, size, cancellationToken);

    public Task ForceStopAsync(CancellationToken cancellationToken) => orchestrator.ForceStopAsync(cancellationToken);

    public Task<ProjectSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) => orchestrator.GetSnapshotAsync(cancellationToken);

    public ProjectSnapshot Measure(ProjectSnapshot snapshot) => orchestrator.Measure(snapshot);

    public IAsyncEnumerable<ServiceSnapshot> WatchAsync(CancellationToken cancellationToken) => orchestrator.WatchAsync(cancellationToken);

    public Task<WaitResult> WaitAsync(
        IReadOnlyList<string> services,
        WaitCondition condition,
        TimeSpan? timeout,
        IProgress<ServiceSnapshot> progress,
        CancellationToken cancellationToken) => orchestrator.WaitAsync(services, condition, timeout, progress, cancellationToken);

    public Task<IReadOnlyDictionary<string, long>> ClearLogsAsync(IReadOnlyList<string> services, CancellationToken cancellationToken) =>
        orchestrator.ClearLogsAsync(services, cancellationToken);

    public IAsyncEnumerable<LogLine> ReadLogsAsync(IReadOnlyList<string> services, LogQuery query, CancellationToken cancellationToken) =>
        orchestrator.ReadLogsAsync(services, query, cancellationToken);

    public IAsyncEnumerable<LogLine> ReadSupervisorLogAsync(LogQuery query, CancellationToken cancellationToken) =>
        orchestrator.ReadSupervisorLogAsync(query, cancellationToken);

    public Task<ServiceEnvironment> GetEnvironmentAsync(string service, CancellationToken cancellationToken) =>
        orchestrator.GetEnvironmentAsync(service, cancellationToken);

    public Task<TrustVerdict> EvaluateTrustAsync(CancellationToken cancellationToken) => orchestrator.Trust.EvaluateAsync(cancellationToken);

    public Task<TrustVerdict> ApproveAsync(CancellationToken cancellationToken) => orchestrator.Trust.ApproveAsync(cancellationToken);

    public Task<IReadOnlyList<ConfigurationApproval>> ListApprovalsAsync(CancellationToken cancellationToken) => orchestrator.Trust.ListAsync(cancellationToken);

    public Task<IReadOnlyList<ConfigurationApproval>> RevokeApprovalAsync(CancellationToken cancellationToken) => orchestrator.Trust.RevokeAsync(cancellationToken);

    public ValueTask DisposeAsync() => orchestrator.DisposeAsync();
}
