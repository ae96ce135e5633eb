using PortOrchestrator.Supervision.Journal;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    /// <summary>After every message: start and stop what may be, journal and publish what changed, end when nothing is left to do.</summary>
    private void Settle()
    {
        Evaluate();
        StartFurtherRuns();
        EndProjectIfAsked();
        ForgetWhatHasLeft();
        _files.Bring(_instances, _options.Paths.Home);
        Publish();
        FinishStops();
        ConsiderEnding();
        ConsiderHandover();
    }

    /// <summary>Level-triggered: looks at the present states only, until they no longer change.</summary>
    private void Evaluate()
    {
        // Before anything starts: a file that changes right after the start has changed since.
        _files.Bring(_instances, _options.Paths.Home);
        for (var changed = true; changed;)
        {
            changed = false;
            var order = _instances.Any(i => i.StopRequested) ? new StopOrder(_instances, _byService) : null;
            foreach (var instance in _instances)
            {
                if (instance.StopRequested)
                {
                    if (order?.MayStop(instance) != true) continue;
                    StopNow(instance);
                    changed = true;
                }
                else if (instance.IsStopping) continue;
                else if (instance.State == ServiceState.Pending) changed |= TryStart(instance);
                else if (instance is { Blocked: true, Wanted: true }) changed |= TryUnblock(instance);
                else if (instance.Definition.Restart.WithDependency) changed |= TryFollow(instance);
            }

            if (!changed) changed = BreakStopCycle();
        }
    }

    // Services that were started with different versions of the configuration may each depend on the other.
    private bool BreakStopCycle()
    {
        var waiting = _instances.Where(i => i.StopRequested).ToList();
        if (waiting.Count == 0 || _instances.Any(i => i.IsStopping)) return false;
        StopNow(waiting[0]);
        return true;
    }

    private bool TryStart(ServiceInstance instance)
    {
        if (instance.IsCleaning || !_resumed) return false;
        var decision = StartGate.Decide(instance, _instances, _byService);
        if (decision.BlockedBy is { } reason) instance.Block(reason);
        else if (decision.MayStart) StartNow(instance, decision);
        else return false;
        return true;
    }

    private void StartNow(ServiceInstance instance, GateDecision decision)
    {
        instance.Start(decision.Warnings);
        instance.DependencyRuns.Remember(instance, _byService);
    }

    // It asked to be restarted when one of its dependencies was.
    private bool TryFollow(ServiceInstance instance)
    {
        if (instance.State is not (ServiceState.Starting or ServiceState.Running or ServiceState.Launched)) return false;
        if (instance.DependencyRuns.FindRestarted(instance, _byService) is not { } dependency) return false;
        Log.Following(_log, instance.Name, dependency);
        instance.StartAgain($"restarted: its dependency '{dependency}' has started again");
        return true;
    }

    private bool TryUnblock(ServiceInstance instance)
    {
        if (StartGate.Decide(instance, _instances, _byService).BlockedBy is not null) return false;
        instance.Unblock();
        return true;
    }

    private void StopNow(ServiceInstance instance)
    {
        instance.Stop();
        if (instance.IsStopping) return;
        foreach (var operation in _stops) operation.Finished(instance.Name, new StopOutcome());
    }

    private void Publish()
    {
        TellConfiguration();
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
            entries.Add(Entry(instance, snapshot));
        }

        SaveSafely(entries);
        var document = Document(changes);
        foreach (var watcher in _watchers) watcher.Tell(document);
        // The registry has one row for a service and its number, and that is told by who runs it.
        _reporter?.Report([.. _instances.Where(i => i.NextSpec.FurtherRunOf is null && !i.IsFollowed).Select(Publish)]);
        _rest?.Change(IsUnderWay ? _options.RestAfter * UnderWayFactor : _options.RestAfter, Timeout.InfiniteTimeSpan);
    }

    private void SaveIntent(ServiceInstance instance) => SaveSafely([Entry(instance, instance.Snapshot(_options.Project, _version))]);

    private JournalEntry Entry(ServiceInstance instance, ServiceSnapshot snapshot) => instance.Entry(snapshot) with { BootId = _options.Inspector.BootId };

    private void SaveSafely(IReadOnlyCollection<JournalEntry> entries) => WriteSafely(() => _options.Journal.Save(entries));

    private void ForgetSafely(IReadOnlyCollection<string> names) => WriteSafely(() => _options.Journal.Remove(names));

    // A full disk must not take the services down with the supervisor: it goes on and says so.
    private void WriteSafely(Action write)
    {
        try
        {
            write();
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
            _ending |= operation.End;
            if (operation.End) KeepScales([]);
        }

        if (_stops.Count == 0) _effects.Unforce();
    }

    private void ConsiderEnding()
    {
        // Decided here and nowhere else: what came in the same burst as the wish to end may need the supervisor again.
        var busy = _stops.Count > 0 || _instances.Any(i => i.NeedsSupervisor) || AwaitsConfiguration;
        if (busy) _ending = false;
        else _ending |= _projectEnded;
        if (busy || _watchers.Count > 0)
        {
            _lingering = false;
        }
        else if (!_ending && !_lingering)
        {
            _lingering = true;
            _ = EndLaterAsync(++_lingers);
        }
    }

    // What an earlier supervisor was about to start waits until it is known what is wanted now.
    private void Resume()
    {
        if (_resumed) return;
        _resumed = true;
        Attempt(Settle);
    }

    private async Task ResumeLaterAsync()
    {
        await Task.Delay(_options.Patience, _options.TimeProvider).ConfigureAwait(false);
        Post(Resume);
    }

    private async Task EndLaterAsync(int turn)
    {
        await Task.Delay(_commanded ? _options.Linger : _options.Patience, _options.TimeProvider).ConfigureAwait(false);
        Post(() => _ending |= _lingering && turn == _lingers);
    }
}
