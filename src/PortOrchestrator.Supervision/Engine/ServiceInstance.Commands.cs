using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class ServiceInstance
{
    /// <summary>Whether a stop has anything to do: something runs, or what an ended run left behind may.</summary>
    public bool MayHaveSomethingToStop => IsActive || Root is not null || _launcherExited || (State == ServiceState.Skipped && Wanted);

    /// <summary>Its command has ended well and left the service elsewhere.</summary>
    public bool HasLaunched => _launcherExited;

    /// <summary>What is left of the last run is still being ended.</summary>
    public bool IsCleaning => _cleaning;

    /// <summary>Whether the line that its log check looks for decides on a condition.</summary>
    public bool LooksForLine => Definition.Readiness?.Check is LogCheck;

    /// <summary>Takes a newer specification; a run under way keeps its own.</summary>
    public void Replace(ServiceSpec spec)
    {
        NextSpec = spec;
        if (IsActive || Root is not null)
        {
            Spec = SpecDrift.TakeOver(Spec, spec);
            return;
        }

        Spec = spec;
        Dirty = true;
        if (State is ServiceState.Stopped or ServiceState.Disabled && StartedAt is null)
            State = spec.Definition.Disabled ? ServiceState.Disabled : ServiceState.Stopped;
    }

    /// <summary>Asks for it to be up. Returns whether it was not active before.</summary>
    /// <param name="again">Whether a task that has completed runs again.</param>
    public bool RequestStart(bool again)
    {
        Wanted = true;
        if (State == ServiceState.Stopping || StopRequested)
        {
            StartAfterStop = true;
            return true;
        }

        if (IsActive) return false;
        ProjectExitCode = null;
        // A task that has done its work stays done until it is restarted by name.
        if (State == ServiceState.Completed && Definition.Kind == ServiceKind.Task && !again) return false;
        Restarts = 0;
        _streak = 0;
        _provenOnce = false;
        Enqueue(again);
        return true;
    }

    /// <param name="startAgain">Whether it is started again afterwards.</param>
    /// <param name="because">Why, when it was not asked for by name.</param>
    public void RequestStop(bool startAgain, string? because = null)
    {
        StartAfterStop = startAgain;
        _stoppedBecause = because;
        Wanted = startAgain;
        // A stop that is under way serves whoever asks now as well.
        StopRequested = State != ServiceState.Stopping;
        ForgetTurn();
        Dirty = true;
    }

    /// <summary>Called by the owner when nothing stands before the stop any more.</summary>
    public void Stop()
    {
        StopRequested = false;
        EndRun();
        switch (State)
        {
            case ServiceState.Pending or ServiceState.Restarting or ServiceState.Scheduled or ServiceState.Skipped when Root is null:
            case ServiceState.Disabled or ServiceState.Stopped:
            case ServiceState.Completed or ServiceState.Failed when Root is null && !_launcherExited:
                Generation++;
                Stopped(null);
                return;
            default:
                Become(ServiceState.Stopping, Reason);
                _effects.BeginStop(this);
                return;
        }
    }

    /// <summary>Blocked by another service: not started, for a reason that may pass.</summary>
    public void Block(string reason)
    {
        if (Blocked && Reason == reason) return;
        Conclude(ServiceState.Skipped, reason);
        Blocked = State == ServiceState.Skipped;
    }

    /// <summary>The project ends because of how this ended: it keeps its state, and what is left of it is ended.</summary>
    public void EndForProject()
    {
        Wanted = false;
        ForgetTurn();
        StartAfterStop = false;
        Blocked = false;
        Dirty = true;
        if (Root is not null && !_cleaning) BeginCleanup(polite: true);
    }

    /// <summary>The project lives again: that this ended it is history.</summary>
    public void ForgetProjectEnd()
    {
        Dirty |= ProjectExitCode is not null;
        ProjectExitCode = null;
    }

    public void Unblock() => Become(ServiceState.Pending, null);

    /// <summary>Called by the owner when tier and dependencies allow it.</summary>
    /// <param name="warnings">What it is started without.</param>
    public void Start(IReadOnlyList<string> warnings)
    {
        if (Root is not null)
        {
            // What its last run left behind has to go first, or two of it would live.
            BeginCleanup(polite: true);
            return;
        }

        EndRun();
        _runEnded = false;
        Generation++;
        Spec = NextSpec;
        _warnings = [.. Spec.Warnings.Concat(warnings).Distinct()];
        _launcherExited = false;
        _readsLastLines = false;
        _lastCheckReason = null;
        (WasLaunched, WasReady, LineSeen, ProjectExitCode) = (false, false, false, null);
        ProcessAlive = false;
        Terminal = null;
        ExitCode = null;
        ReadyAt = null;
        Health = InitialHealth;
        if (Spec.SkipReason is { } skip)
        {
            Conclude(ServiceState.Skipped, skip);
            return;
        }

        StartedAt = _time.GetUtcNow();
        _startTimestamp = _time.GetTimestamp();
        Become(ServiceState.Starting, null);
        if (!Spec.IsExternal && !TryLaunch()) return;
        WasLaunched = true;
        AwaitReadiness();
    }

    /// <summary>Takes over what an earlier supervisor started and what still lives of it.</summary>
    /// <param name="entry">What the journal knows.</param>
    /// <param name="alive">Its first process, when that still lives.</param>
    public void Adopt(JournalEntry entry, ProcessIdentity? alive)
    {
        var last = entry.Snapshot;
        Spec = entry.Spec;
        NextSpec = entry.Spec;
        Generation = 1;
        _runEnded = false;
        InstanceId = entry.InstanceId;
        Root = alive ?? entry.Process;
        ProcessAlive = alive is not null;
        Wanted = entry.Wanted;
        LogOffset = entry.LogOffset;
        Restarts = last.Restarts;
        ExitCode = last.ExitCode;
        StartedAt = last.StartedAt;
        ReadyAt = last.ReadyAt;
        _warnings = [.. last.Warnings];
        _startTimestamp = _time.GetTimestamp();
        _provenOnce = last.ReadyAt is not null;
        var elsewhere = last.State is ServiceState.Launched or ServiceState.External;
        WasReady = last.ReadyAt is not null;
        WasLaunched = WasReady || elsewhere || Root is not null || last.ExitCode is not null;
        LineSeen = WasReady && LooksForLine;
        ProjectExitCode = last.ProjectExitCode;
        if (IsScheduled && Wanted) AwaitTurn(_time.GetUtcNow());
        if (alive is null && !elsewhere)
        {
            AdoptDead(last);
            return;
        }

        _launcherExited = last.State == ServiceState.Launched;
        Become(last.State is ServiceState.Starting ? ServiceState.Starting : elsewhere ? last.State : ServiceState.Running, HasLostTerminal ? LostTerminal.Warning : last.Reason);
        Health = InitialHealth;
        if (State == ServiceState.Starting)
        {
            AwaitReadiness();
            return;
        }

        // A service says only once that it is ready; nobody may wait for it to say so again.
        if (Definition.Readiness?.Check is NotifyCheck) Health = last.Health;
        else if (Spec.HasCheck) _effects.WatchReadiness(this, _run.Token);
        WatchLiveness();
    }

    private void AdoptDead(ServiceSnapshot last)
    {
        var wasAlive = last.State is ServiceState.Starting or ServiceState.Running or ServiceState.Restarting or ServiceState.Stopping;
        if (!wasAlive)
        {
            Become(last.State == ServiceState.Pending ? ServiceState.Stopped : last.State, last.Reason);
            Blocked = State == ServiceState.Skipped && Wanted && Spec.SkipReason is null;
            return;
        }

        ExitCode = null;
        if (last.State == ServiceState.Stopping || !Wanted) Become(ServiceState.Stopped, null);
        else Conclude(ServiceState.Failed, LostTerminal.ReasonOf(Definition));
    }

    private void AwaitReadiness()
    {
        if (Definition.Kind != ServiceKind.Task || Definition.Readiness is not null)
            _effects.Schedule(Definition.ReadyTimeout, new InstanceEvent.ReadyTimeout(Name, Generation), _run.Token);
        if (WorksAsLauncher)
        {
            // What answers now may be the instance that it is about to replace: its check is made when it has ended.
        }
        else if (Spec.HasCheck)
        {
            _effects.WatchReadiness(this, _run.Token);
        }
        else if (Spec.IsExternal)
        {
            BecomeReady();
        }
        else if (Definition.Kind != ServiceKind.Task && !Spec.IsLauncher)
        {
            CheckUptime();
        }
    }

    private bool TryLaunch()
    {
        InstanceId = Guid.NewGuid().ToString("N");
        try
        {
            Root = _effects.Launch(this);
            ProcessAlive = true;
            return true;
        }
        catch (Exception e)
        {
            // Whatever kept it from starting, such as a log folder that cannot be written, is an end of this service alone.
            EndBadly(e.Message, success: false);
            return false;
        }
    }
}
