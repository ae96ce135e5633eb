using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Tests.Model;

/// <summary>What one supervisor does to the made-up world; when and how each thing ends is up to the run.</summary>
internal sealed class ModelEffects(
    ModelWorld world, ModelClock clock, Random random, Action<ServiceInstance> mayStart, Action<InstanceEvent> deliver, Action<ServiceInstance> saveIntent)
    : IEngineEffects
{
    private readonly Dictionary<ProcessIdentity, (string Name, int Generation)> _watched = [];
    private readonly List<(TimeSpan Due, InstanceEvent Message, CancellationToken Run)> _timers = [];
    private readonly List<(ServiceInstance Instance, int Generation, bool Liveness, CancellationToken Run)> _checks = [];
    private readonly List<ModelOperation> _operations = [];

    public IReadOnlyList<ModelOperation> Operations => _operations;

    public bool IsIdle => _operations.Count == 0 && !_timers.Exists(t => !t.Run.IsCancellationRequested && IsUrgent(t.Message));

    public ProcessIdentity Launch(ServiceInstance instance)
    {
        saveIntent(instance);
        if (!world.Act()) throw new LaunchException("killed");
        mayStart(instance);
        if (world.Broken.Contains(instance.Name)) throw new LaunchException("there is no such program");
        if (world.Alive.Find(p => p.Service == instance.Name) is { } other) world.Broke($"{instance.Name} is started while {other.Identity.Pid} of its last run lives");
        var process = world.Create(instance.Name, instance.InstanceId!, isFirst: true, immortal: random.Next(100) == 0);
        world.Say($"   launched {instance.Name} as {process.Identity.Pid}");
        _watched[process.Identity] = (instance.Name, instance.Generation);
        return process.Identity;
    }

    public void WatchAdopted(ServiceInstance instance, ProcessIdentity process)
    {
        if (world.IsAlive(process)) _watched[process] = (instance.Name, instance.Generation);
        else deliver(new InstanceEvent.Exited(instance.Name, instance.Generation, null));
    }

    public void CatchUpLogs(ServiceInstance instance)
    {
    }

    public bool IsBusy(ServiceInstance instance) => false;

    public void Follow(ServiceInstance instance, CancellationToken run)
    {
        // The model's services are all run here.
    }

    public void WatchReadiness(ServiceInstance instance, CancellationToken run) => _checks.Add((instance, instance.Generation, false, run));

    public void WatchLiveness(ServiceInstance instance, CancellationToken run) => _checks.Add((instance, instance.Generation, true, run));

    public void WatchEngine(ServiceInstance instance, CancellationToken run)
    {
    }

    public string? ExplainStart(ServiceInstance instance, string? error = null) => null;

    public void VerifyLaunch(ServiceInstance instance, CancellationToken run) => Add(instance, ModelOperationKind.Verify, run);

    public void Schedule(TimeSpan delay, InstanceEvent message, CancellationToken run) => _timers.Add((clock.Now + delay, message, run));

    public void BeginCleanup(ServiceInstance instance, bool polite) => Add(instance, ModelOperationKind.Cleanup, CancellationToken.None);

    public void BeginStop(ServiceInstance instance) => Add(instance, ModelOperationKind.Stop, CancellationToken.None);

    public string? ExplainKill() => null;

    public double NextJitter() => random.NextDouble();

    public ServiceTerminal? TakeTerminal(JournalEntry entry) => null;

    public void DropTerminals()
    {
    }

    public IReadOnlyList<ProcessIdentity>? HoldChildren(IEnumerable<ServiceInstance> alive) => [];

    public IReadOnlyList<HandedTerminal> HandOverTerminals(IEnumerable<ServiceInstance> instances) => [];

    public void Force()
    {
    }

    public void Unforce()
    {
    }

    public void Dispose()
    {
    }

    /// <summary>A process ends, and whoever watches it is told.</summary>
    public static void End(ModelWorld world, ModelEffects? supervisor, ModelProcess process, int code)
    {
        if (!world.Alive.Remove(process)) return;
        world.Say($"   {process.Identity.Pid} of {process.Service} ends with {code}");
        if (supervisor is not null && supervisor._watched.Remove(process.Identity, out var run))
            supervisor.Tell(new InstanceEvent.Exited(run.Name, run.Generation, code));
    }

    /// <summary>Ends an operation that was begun.</summary>
    public void Complete(ModelOperation operation)
    {
        _operations.Remove(operation);
        if (operation.Run.IsCancellationRequested) return;
        if (operation.Kind == ModelOperationKind.Verify)
        {
            Tell(new InstanceEvent.LaunchVerified(operation.Name, operation.Generation, Result(operation.Name)));
            return;
        }

        var survivors = new List<string>();
        foreach (var process in world.Tree(operation.Root, operation.InstanceId))
        {
            if (process.Immortal) survivors.Add($"{process.Identity.Pid}");
            else End(world, this, process, 143);
        }

        Tell(operation.Kind == ModelOperationKind.Cleanup
            ? new InstanceEvent.CleanedUp(operation.Name, operation.Generation, new TreeStopResult { Survivors = survivors })
            : new InstanceEvent.StopFinished(operation.Name, operation.Generation, new StopOutcome { Survivors = survivors }));
    }

    /// <summary>Makes one check; returns whether there was one to make.</summary>
    public bool Check(int choice)
    {
        _checks.RemoveAll(c => c.Run.IsCancellationRequested);
        if (_checks.Count == 0) return false;
        var (instance, generation, liveness, _) = _checks[choice % _checks.Count];
        var result = Result(instance.Name);
        var health = result.Success ? ServiceHealth.Healthy : ServiceHealth.Unhealthy;
        var report = new HealthReport { Health = health, Changed = instance.Health != health, Result = result };
        if (!liveness && result.Success && instance.Root is { } root) world.SeenHealthy.Add(root);
        Tell(liveness ? new InstanceEvent.Liveness(instance.Name, generation, report) : new InstanceEvent.Readiness(instance.Name, generation, report));
        return true;
    }

    /// <summary>Makes every check once.</summary>
    public void CheckAll()
    {
        for (var i = 0; i < _checks.Count; i++) Check(i);
    }

    /// <summary>Moves the clock to the next timer and lets it ring; returns whether there was one.</summary>
    /// <param name="urgentOnly">Whether timers are left out that nothing waits for.</param>
    public bool Ring(bool urgentOnly)
    {
        _timers.RemoveAll(t => t.Run.IsCancellationRequested);
        var candidates = _timers.Where(t => !urgentOnly || IsUrgent(t.Message)).ToList();
        if (candidates.Count == 0) return false;
        var next = candidates.MinBy(t => t.Due);
        _timers.Remove(next);
        clock.MoveTo(next.Due);
        Tell(next.Message);
        return true;
    }

    private static bool IsUrgent(InstanceEvent message) => message is not (InstanceEvent.Settled or InstanceEvent.Due);

    private ProbeResult Result(string name) =>
        world.Sick.Contains(name) ? new ProbeResult { Success = false, Reason = "connection refused" } : new ProbeResult { Success = true };

    private void Tell(InstanceEvent message)
    {
        world.Say($" . {message.GetType().Name} of {message.Name}, run {message.Generation}");
        deliver(message);
    }

    private void Add(ServiceInstance instance, ModelOperationKind kind, CancellationToken run) =>
        _operations.Add(new ModelOperation(instance.Name, instance.Generation, kind, instance.Root, instance.InstanceId, run));
}
