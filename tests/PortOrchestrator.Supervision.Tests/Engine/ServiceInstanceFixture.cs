using Microsoft.Extensions.Time.Testing;
using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>One state machine, driven by hand.</summary>
public abstract class ServiceInstanceFixture
{
    private protected RecordingEffects Effects { get; private set; } = null!;

    private protected FakeTimeProvider Clock { get; private set; } = null!;

    private protected ServiceInstance Instance { get; private set; } = null!;

    [SetUp]
    public void Reset()
    {
        Effects = new RecordingEffects();
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    }

    [TearDown]
    public void Dispose() => Instance?.Dispose();

    private protected void Make(ServiceSpec spec) => Instance = new ServiceInstance(spec, Effects, Clock);

    private protected void Start(ServiceDefinition definition) => Start(definition.Spec());

    private protected void Start(ServiceSpec spec)
    {
        Make(spec);
        Instance.RequestStart(again: false);
        Instance.Start([]);
    }

    private protected void StartAgain() => Instance.Start([]);

    private protected void Exit(int? code) => Tell((n, g) => new InstanceEvent.Exited(n, g, code));

    private protected void Check(bool success, ServiceHealth? health = null, string? warning = null, bool changed = true) => Tell((n, g) =>
        new InstanceEvent.Readiness(n, g, Report(success, health, warning, changed)));

    private protected void Live(bool success) => Tell((n, g) => new InstanceEvent.Liveness(n, g, Report(success, null, null, true)));

    private protected void Verified(bool success) => Tell((n, g) =>
        new InstanceEvent.LaunchVerified(n, g, new ProbeResult { Success = success, Reason = success ? null : "refused" }));

    private protected void TimeOut() => Tell((n, g) => new InstanceEvent.ReadyTimeout(n, g));

    private protected void Uptime() => Tell((n, g) => new InstanceEvent.UptimeReached(n, g));

    private protected void Settle() => Tell((n, g) => new InstanceEvent.Settled(n, g));

    private protected void CleanedUp(params string[] survivors) => Tell((n, g) =>
        new InstanceEvent.CleanedUp(n, g, new TreeStopResult { Survivors = survivors }));

    private protected void Backoff() => Tell((n, g) => new InstanceEvent.BackoffElapsed(n, g));

    private protected void StopFinished(StopOutcome? outcome = null) => Tell((n, g) => new InstanceEvent.StopFinished(n, g, outcome ?? new StopOutcome()));

    private protected bool Tell(Func<string, int, InstanceEvent> message) => Instance.Handle(message(Instance.Name, Instance.Generation));

    /// <summary>Lets a bad end run its course up to the next start.</summary>
    private protected void CrashAndStartAgain()
    {
        Exit(1);
        CleanedUp();
        Backoff();
        StartAgain();
    }

    private static HealthReport Report(bool success, ServiceHealth? health, string? warning, bool changed) => new()
    {
        Health = health ?? (success ? ServiceHealth.Healthy : ServiceHealth.Unhealthy),
        Changed = changed,
        Result = new ProbeResult { Success = success, Reason = success ? null : "connection refused", Warning = warning },
    };
}
