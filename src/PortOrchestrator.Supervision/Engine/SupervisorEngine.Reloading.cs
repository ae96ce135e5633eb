using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    private ReloadReply HandleReload(ReloadCommand command)
    {
        HearCommand();
        _starts++;
        ForgetProjectEnd();
        var project = command.Project;
        if (command.Watch is { } watch) _reloads.Set(watch);
        _reloads.Accept(project.Files);
        var names = project.Services.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var removed = _instances.Where(i => !names.Contains(i.NextSpec.FurtherRunOf ?? i.Name) && !(command.IsPart && IsOfOthers(i))).ToList();
        StopAll([.. removed.Where(i => i.MayHaveSomethingToStop)], end: false, "it is no longer in the configuration");
        _leaving.UnionWith(removed.Select(i => i.Name));
        _leaving.ExceptWith(names);
        KeepScales(project.Scales);

        var wanted = command.Services.ToHashSet(StringComparer.Ordinal);
        var added = new List<string>();
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var spec in project.Services)
        {
            if (!_byName.TryGetValue(spec.Name, out var instance))
            {
                var forSessions = _instances.Exists(i => i.ForSessions) && !_instances.Exists(i => i is { ForSessions: false, IsActive: true });
                instance = Add(spec);
                instance.ForSessions = forSessions;
                if (wanted.Contains(spec.Name) && instance.RequestStart(again: true)) added.Add(spec.Name);
                continue;
            }

            var wasDisabled = instance.State == ServiceState.Disabled;
            var drift = SpecDrift.Describe(instance.Spec, spec);
            instance.Replace(spec);
            // Whoever has just asked for the change of what is shared has said whether it is to be restarted.
            TakeDrift(instance, spec.Drift);
            if (wasDisabled && wanted.Contains(spec.Name) && instance.RequestStart(again: true)) added.Add(spec.Name);
            else if (drift is not null && StartAgain(instance)) changed.Add(spec.Name, drift);
        }

        OrderAs(project);
        Evaluate();
        return new ReloadReply { Added = added, Changed = changed, Removed = [.. removed.Select(i => i.Name)], Snapshot = FullSnapshot() };
    }

    // What was stopped by hand stays stopped; what failed or was skipped may have been mended by the change.
    private static bool StartAgain(ServiceInstance instance)
    {
        if (!instance.Wanted) return false;
        if (!instance.IsActive) return instance.RequestStart(again: true);
        instance.RequestStop(startAgain: true);
        return true;
    }

    private void ForgetWhatHasLeft()
    {
        if (_leaving.Count == 0) return;
        var gone = _instances.Where(i => _leaving.Contains(i.Name) && i.MayBeForgotten).ToList();
        foreach (var instance in gone) _leaving.Remove(instance.Name);
        if (gone.Count == 0) return;
        Forget(gone);
        Index();
    }

    private void Forget(List<ServiceInstance> gone)
    {
        foreach (var instance in gone)
        {
            // Whoever follows is told its last state; there is no other word for being gone.
            if (instance.Dirty) foreach (var watcher in _watchers) watcher.Tell(Document([Publish(instance)]));
            _instances.Remove(instance);
            _byName.Remove(instance.Name);
            _published.Remove(instance.Name);
            instance.Dispose();
        }

        ForgetSafely([.. gone.Select(i => i.Name)]);
    }

    private void KeepScales(IReadOnlyList<ReplicaScale> scales)
    {
        if (_scales.SequenceEqual(scales)) return;
        _scales = scales;
        WriteSafely(() => _options.Journal.SaveScales(scales));
    }
}
