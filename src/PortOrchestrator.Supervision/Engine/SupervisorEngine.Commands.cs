using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    private void Adopt()
    {
        var entries = _options.Journal.Load();
        _scales = _options.Journal.LoadScales();
        _reloads.Set(_options.Journal.LoadConfigurationWatch(), isNew: false);
        // Whoever follows drops what is older than what it knows.
        _version = entries.Select(e => e.Snapshot.Version).DefaultIfEmpty(0).Max();
        var alive = entries.ToDictionary(e => e.Snapshot.Name, FindLiving, StringComparer.Ordinal);
        var nothingLives = alive.Values.All(p => p is null) && entries.All(e => e.Snapshot.State is not (ServiceState.Launched or ServiceState.External));
        foreach (var entry in entries)
        {
            var instance = Add(entry.Spec);
            // When all is over, a new start runs finished tasks again; beside living services they stay done.
            if (nothingLives && entry.Snapshot.State == ServiceState.Completed)
            {
                instance.AdoptRemains(entry);
                continue;
            }

            var process = alive[entry.Snapshot.Name];
            instance.Terminal = _effects.TakeTerminal(entry);
            instance.Adopt(entry, process, entry.BootId == _options.Inspector.BootId, keepsHealth: _options.Handed is not null);
            if (entry.Spec.FurtherRunOf is not null) _leaving.Add(instance.Name);
            if (process is not null) Log.Adopted(_log, instance.Name, process.Pid);
        }

        _effects.DropTerminals();
        // After all are known: an exit that is reported at once must find its instance.
        foreach (var instance in _instances)
        {
            if (instance is { ProcessAlive: true, Root: { } root }) _effects.WatchAdopted(instance, root);
            else _effects.CatchUpLogs(instance);
        }

        Index();
    }

    private UpReply HandleUp(UpCommand command)
    {
        HearCommand();
        ForgetProjectEnd();
        _starts++;
        var warnings = new List<string>();
        var drifts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (command.IsPart) AddSpecs(command, drifts, warnings);
        else MergeSpecs(command.Project, drifts, warnings);
        if (command.Watch is { } watch) _reloads.Set(watch);
        if (!command.IsPart) _reloads.Accept(command.Project.Files);
        var started = new List<string>();
        KeepFor(command);
        foreach (var name in command.Restart)
        {
            if (!_byName.TryGetValue(name, out var instance) || !instance.IsActive) continue;
            instance.RequestStop(startAgain: instance.NextSpec.FurtherRunOf is null);
            started.Add(name);
        }

        foreach (var name in command.Restart.Concat(command.Services).Distinct())
        {
            if (!_byName.TryGetValue(name, out var instance) || started.Contains(name)) continue;
            if (instance.RequestStart(again: command.Restart.Contains(name))) started.Add(name);
        }

        Evaluate();
        return new UpReply { Started = started, Drifts = drifts, Warnings = warnings, Snapshot = FullSnapshot() };
    }

    private void MergeSpecs(ProjectSpec project, Dictionary<string, string> drifts, List<string> warnings)
    {
        var names = project.Services.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var gone = _instances.Where(i => !names.Contains(i.Name) && !i.IsActive).ToList();
        _leaving.UnionWith(gone.Select(i => i.Name));
        _leaving.ExceptWith(names);
        // What one of them left behind goes with it.
        StopAll([.. gone.Where(i => i.MayHaveSomethingToStop)], end: false, because: null);
        ForgetWhatHasLeft();
        KeepScales(project.Scales);
        if (FindOtherFiles(project) is { } other) warnings.Add(other);
        foreach (var spec in project.Services)
        {
            if (!_byName.TryGetValue(spec.Name, out var instance))
            {
                Add(spec);
                continue;
            }

            var drift = instance.IsActive ? SpecDrift.Describe(instance.Spec, spec) : null;
            TakeDrift(instance, drift ?? spec.Drift);
            if (drift is not null) drifts.Add(spec.Name, drift);
            if (drift is not null) warnings.Add($"{spec.Name}: {drift} changed since it was started; 'portorch restart {spec.Name}' applies it");
            if (instance.HasLostTerminal) warnings.Add($"{spec.Name}: {LostTerminal.Warning}; 'portorch restart {spec.Name}' does that");
            instance.Replace(spec);
        }

        OrderAs(project);
    }

    private void OrderAs(ProjectSpec project)
    {
        var order = project.Services.Select((s, i) => (s.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        _instances.Sort((a, b) => order.GetValueOrDefault(a.Name, int.MaxValue).CompareTo(order.GetValueOrDefault(b.Name, int.MaxValue)));
        Index();
    }

    private StopOperation HandleStop(StopCommand command)
    {
        HearCommand();
        var meant = _instances.Where(i =>
            (command.Services.Count == 0 || command.Services.Contains(i.Name))
            && i.Definition.Tier >= command.FirstTier && i.Definition.Tier <= command.LastTier).ToLookup(i => i.MayHaveSomethingToStop);
        // A later change of the configuration, or of a file, must not bring back what was stopped by hand while it was down anyway.
        foreach (var idle in meant[false]) idle.Renounce();
        if (command.End) _reloads.Set(null);
        var operation = StopAll([.. meant[true]], command.End, because: null);
        if (command.Timeout is { } timeout) _ = ForceLaterAsync(operation, timeout);
        Evaluate();
        return operation;
    }

    private StopOperation StopAll(List<ServiceInstance> chosen, bool end, string? because)
    {
        var active = chosen.Where(i => i.IsActive && i.State != ServiceState.Pending).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var operation = new StopOperation(chosen.Select(i => i.Name), active, end);
        foreach (var instance in chosen) instance.RequestStop(startAgain: false, because);
        _stops.Add(operation);
        return operation;
    }

    private async Task ForceLaterAsync(StopOperation operation, TimeSpan timeout)
    {
        var late = Task.Delay(timeout, _options.TimeProvider);
        if (await Task.WhenAny(operation.Reply.Task, late).ConfigureAwait(false) == late) ForceStop();
    }

    private ServiceInstance Add(ServiceSpec spec)
    {
        var instance = new ServiceInstance(spec, _effects, _options.TimeProvider);
        _instances.Add(instance);
        _byName.Add(spec.Name, instance);
        return instance;
    }

    private void Index() => _byService = _instances.ToLookup(i => i.Definition.Name, StringComparer.Ordinal);

    // The patience with a slow first command is over; from now on the engine ends soon after its last work.
    private void HearCommand()
    {
        _commanded = true;
        _resumed = true;
        _lingering = false;
    }
}
