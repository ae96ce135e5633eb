using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    private ConfigurationStatus? _toldConfiguration;

    // What failed may be mended by the next change of its configuration, so somebody has to be there to see it.
    private bool AwaitsConfiguration => _reloads.IsReloading
        || (_reloads.IsWatching && _instances.Exists(i => i is { Wanted: true, State: ServiceState.Failed or ServiceState.Skipped }));

    private void HearFileChange(string name, FileChange change) => Post(() => RestartFor(name, change));

    private void HearWatchProblem(string name, string problem) => Post(() =>
    {
        Log.WatchProblem(_log, name, problem);
        if (_byName.TryGetValue(name, out var instance)) instance.WatchProblem = problem;
    });

    private void RestartFor(string name, FileChange change)
    {
        if (!_byName.TryGetValue(name, out var instance)) return;
        var watched = instance.WatchesFiles;
        if (!instance.IsOutdatedBy(change))
        {
            if (watched && !instance.WatchesFiles) Log.WatchProblem(_log, name, instance.WatchProblem ?? "");
            return;
        }

        var what = Describe(change.Path);
        RestartBecause($"restarted: {what}", instance);
        if (instance.Definition.Watch!.Cascade) foreach (var dependent in Dependents(instance)) RestartBecause($"restarted with '{name}': {what}", dependent);
    }

    // The order is that of every stop and start: dependents stop first and start last.
    private void RestartBecause(string cause, ServiceInstance instance)
    {
        Log.FilesChanged(_log, instance.Name, cause);
        instance.StartAgain(cause);
    }

    private string Describe(string? path)
    {
        if (path is null) return "more files changed than the system could tell of";
        var relative = Path.GetRelativePath(_options.Project.Root, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative) + " changed";
    }

    /// <summary>Everything that is up or is to be, and depends on a service, directly or not.</summary>
    private IEnumerable<ServiceInstance> Dependents(ServiceInstance instance)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { instance.Definition.Name };
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var other in _instances.Where(i => !reached.Contains(i.Definition.Name) && i.Definition.Dependencies.Any(d => reached.Contains(d.Service))))
                grown |= reached.Add(other.Definition.Name);
        }

        // What is somebody else's, or the clock's, is not ours to restart, and what has done its work stays done.
        return _instances.Where(i => i != instance && reached.Contains(i.Definition.Name)
            && i is { Wanted: true, IsScheduled: false, State: not (ServiceState.External or ServiceState.Completed) });
    }

    private bool HearRefusal(ConfigurationReport report)
    {
        HearCommand();
        _reloads.Refuse(report);
        return true;
    }

    private void TellConfiguration()
    {
        if (_toldConfiguration == _reloads.Status) return;
        _toldConfiguration = _reloads.Status;
        _version++;
        var document = Document([]);
        foreach (var watcher in _watchers) watcher.Tell(document);
    }
}
