using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class EngineEffects
{
    // The newest run of each instance, as far as it is a child of this process.
    private readonly Dictionary<string, (ProcessIdentity Process, Task<int> Exited)> _exits = new(StringComparer.Ordinal);
    private readonly List<HandedTerminal> _handed;

    public ServiceTerminal? TakeTerminal(JournalEntry entry)
    {
        var found = _handed.Find(t => t.Service == entry.Snapshot.Name && t.InstanceId == entry.InstanceId);
        if (found is null) return null;
        _handed.Remove(found);
        return _terminals.Value.Continue(found, entry.Spec.LogPath);
    }

    public void DropTerminals()
    {
        foreach (var terminal in _handed) PseudoTerminal.Continue(terminal.Descriptor, terminal.Path).Dispose();
        _handed.Clear();
    }

    public IReadOnlyList<ProcessIdentity>? HoldChildren(IEnumerable<ServiceInstance> alive)
    {
        _options.Launcher.HoldExits();
        var children = new List<ProcessIdentity>();
        foreach (var instance in alive)
        {
            if (!_exits.TryGetValue(instance.Name, out var run) || run.Process != instance.Root) continue;
            if (run.Exited.IsCompleted)
            {
                _options.Launcher.ReleaseExits();
                return null;
            }

            children.Add(run.Process);
        }

        return children;
    }

    public IReadOnlyList<HandedTerminal> HandOverTerminals(IEnumerable<ServiceInstance> instances)
    {
        if (!_terminals.IsValueCreated) return [];
        return _terminals.Value.HandOver([.. instances.Where(i => i is { ProcessAlive: true, Terminal: not null, InstanceId: not null }).Select(i => (i.Terminal!, i.Name, i.InstanceId!))]);
    }
}
