using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Keeps the files watched of those services that want it at present. Owned by the mailbox; what it is told of goes there.</summary>
/// <param name="watcher">Watches; null where nothing can be watched.</param>
/// <param name="time">The clock.</param>
/// <param name="changed">Takes the name of a service and what has changed of its files. Called from anywhere.</param>
/// <param name="problem">Takes the name of a service and what cannot be watched of its files. Called from anywhere.</param>
internal sealed class FileWatches(IFileWatcher? watcher, TimeProvider time, Action<string, FileChange> changed, Action<string, string> problem) : IDisposable
{
    private readonly Dictionary<string, OpenWatch> _open = new(StringComparer.Ordinal);

    /// <summary>Opens and ends watches, as the services now want it.</summary>
    /// <param name="instances">All services.</param>
    /// <param name="stateFolder">What we write ourselves never counts.</param>
    public void Bring(IReadOnlyList<ServiceInstance> instances, string stateFolder)
    {
        if (watcher is null) return;
        var wanted = 0;
        foreach (var instance in instances)
        {
            if (!instance.WatchesFiles) continue;
            wanted++;
            var definition = instance.Definition.Watch!;
            var known = _open.GetValueOrDefault(instance.Name);
            if (known is not null && WatchComparison.AreSame(known.Definition, definition)) continue;
            instance.WatchProblem = null;
            // The new one first, so that no change falls between the two.
            _open[instance.Name] = Open(instance, definition, stateFolder);
            known?.Dispose();
        }

        if (_open.Count > wanted) EndAllBut(instances);
    }

    public void Dispose()
    {
        foreach (var watch in _open.Values) watch.Dispose();
        _open.Clear();
    }

    private OpenWatch Open(ServiceInstance instance, WatchDefinition definition, string stateFolder)
    {
        var name = instance.Name;
        var burst = new ChangeBurst(definition.Debounce, time, change => changed(name, change));
        var watch = watcher!.Watch(new FileWatchRequest
        {
            Definition = definition,
            Except = instance.Definition.Log.File is { } log ? [stateFolder, log.Path] : [stateFolder],
            Changed = burst.Note,
            Warn = text => problem(name, text),
        });
        return new OpenWatch(definition, watch, burst);
    }

    private void EndAllBut(IReadOnlyList<ServiceInstance> instances)
    {
        var wanted = instances.Where(i => i.WatchesFiles).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _open.Keys.Where(n => !wanted.Contains(n)).ToList())
        {
            _open[name].Dispose();
            _open.Remove(name);
        }
    }

    private sealed record OpenWatch(WatchDefinition Definition, IDisposable Watch, ChangeBurst Burst) : IDisposable
    {
        public void Dispose()
        {
            Watch.Dispose();
            Burst.Dispose();
        }
    }
}
