using PortOrchestrator.Supervision.Journal;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    /// <summary>After every message: start and stop what may be, journal and publish what changed, end when nothing is left to do.</summary>
    private void Settle()
    {
        Evaluate();
        Publish();
        FinishStops();
        ConsiderEnding();
    }

    /// <summary>Level-triggered: looks at the present states only, until they no longer change.</summary>
    private void Evaluate()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var instance in _instances)
            {
                if (instance.StopRequested) changed |= TryStop(instance);
                else if (instance.State == ServiceState.Pending) changed |= TryStart(instance);
                else if (instance is { Blocked: true, Wanted: true }) changed |= TryUnblock(instance);
            }
        }
    }

    private bool TryStart(ServiceInstance instance)
    {
        if (instance.IsCleaning) return false;
        var decision = StartGate.Decide(instance, _instances, _byService);
        if (decision.BlockedBy is { } reason) instance.Block(reason);
        else if (decision.MayStart) instance.Start();
        else return false;
        return true;
    }

    private bool TryUnblock(ServiceInstance instance)
    {
        if (StartGate.Decide(instance, _instances, _byService).BlockedBy is not null) return false;
        instance.Unblock();
        return true;
    }

    private bool TryStop(ServiceInstance instance)
    {
        foreach (var other in _instances)
        {
            if (other == instance || !(other.StopRequested || other.State == ServiceState.Stopping)) continue;
            var dependsOnIt = other.Definition.Dependencies.Any(d => d.Service == instance.Definition.Name);
            if ((dependsOnIt || other.Definition.Tier > instance.Definition.Tier) && other.IsActive) return false;
        }

        instance.Stop();
        if (instance.State == ServiceState.Stopping) return true;
        foreach (var operation in _stops) operation.Finished(instance.Name, new StopOutcome());
        return true;
    }

    private void Publish()
    {
        var dirty = _instances.Where(i => i.Dirty).ToList();
        if (dirty.Count == 0) return;
        var entries = new List<JournalEntry>(dirty.Count);
        var changes = new List<ServiceSnapshot>(dirty.Count);
        foreach (var instance in dirty)
        {
            _published.TryGetValue(instance.Name, out var before);
            var snapshot = Publish(instance);
            instance.Dirty = false;
            if (before?.State != snapshot.State) Log.StateChanged(_log, snapshot.Name, snapshot.State, snapshot.Pid, snapshot.Reason);
            changes.Add(snapshot);
            entries.Add(instance.Entry(snapshot));
        }

        SaveSafely(entries);
        var document = Document(changes);
        foreach (var watcher in _watchers) watcher.TryWrite(document);
        _reporter?.Report([.. _instances.Select(Publish)]);
    }

    private void SaveIntent(ServiceInstance instance) => SaveSafely([instance.Entry(instance.Snapshot(_options.Project, _version))]);

    // A full disk must not take the services down with the supervisor: it goes on and says so.
    private void SaveSafely(IReadOnlyCollection<JournalEntry> entries)
    {
        try
        {
            _options.Journal.Save(entries);
        }
        catch (Exception e)
        {
            Log.JournalFailed(_log, e.Message);
        }
    }

    private void FinishStops()
    {
        foreach (var operation in _stops.Where(o => o.Remaining.Count == 0).ToList())
        {
            _stops.Remove(operation);
            operation.Reply.TrySetResult(operation.Report(FullSnapshot()));
            if (operation.End && !_instances.Any(i => i.NeedsSupervisor)) _ending = true;
        }

        if (_stops.Count == 0) _effects.Unforce();
    }

    private void ConsiderEnding()
    {
        if (_ending || _watchers.Count > 0 || _stops.Count > 0 || _instances.Any(i => i.NeedsSupervisor)) return;
        var turn = ++_lingers;
        _ = EndLaterAsync(turn);
    }

    private async Task EndLaterAsync(int turn)
    {
        await Task.Delay(_options.Linger, _options.TimeProvider).ConfigureAwait(false);
        _mailbox.Writer.TryWrite(() =>
        {
            var idle = turn == _lingers && _watchers.Count == 0 && !_instances.Any(i => i.NeedsSupervisor);
            if (idle) _ending = true;
        });
    }
}
