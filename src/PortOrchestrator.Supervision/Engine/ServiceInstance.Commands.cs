using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class ServiceInstance
{
    /// <summary>Whether a stop has anything to do: something runs, or what an ended run left behind may.</summary>
    public bool MayHaveSomethingToStop => IsActive || IsStopping || StopRequested || Root is not null || _launcherExited || (State == ServiceState.Skipped && Wanted);

    /// <summary>Its command has ended well and left the service elsewhere.</summary>
    public bool HasLaunched => _launcherExited;

    /// <summary>What is left of the last run is still being ended.</summary>
    public bool IsCleaning => _cleaning;

    /// <summary>Whether the line that its log check looks for decides on a condition.</summary>
    public bool LooksForLine => Definition.Readiness?.Check is LogCheck;

    /// <summary>Takes a newer specification; a run under way keeps its own.</summary>
    public void Replace(ServiceSpec spec)
    {
        if (!WatchComparison.AreSame(Definition.Watch, spec.Definition.Watch)) ResumeWatch();
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
        ForgetChanges();
        Dirty |= !Wanted;
        Wanted = true;
        if (IsStopping || StopRequested)
        {
            StartAfterStop = true;
            LeaveEndBehind();
            return true;
        }

        // Whoever asks does not wait for the next automatic try.
        if (State == ServiceState.Restarting) EndRun();
        else if (IsActive) return false;
        ProjectExitCode = null;
        // A task that has done its work stays done until it is restarted by name.
        if (State == ServiceState.Completed && Definition.Kind == ServiceKind.Task && !again) return false;
        Restarts = 0;
        _streak = 0;
        _provenOnce = false;
        Enqueue(again);
        return true;
    }

    // What is being stopped is only what it left behind: how it ended is not its fate any more, and nobody may take it for that.
    private void LeaveEndBehind()
    {
        if (!IsActive) Become(_launcherExited ? ServiceState.Stopping : ServiceState.Pending, null);
    }

    /// <param name="startAgain">Whether it is started again afterwards.</param>
    /// <param name="because">Why, when it was not asked for by name.</param>
    public void RequestStop(bool startAgain, string? because = null)
    {
        ForgetChanges();
        AskToStop(startAgain, because);
    }

    private void AskToStop(bool startAgain, string? because)
    {
        StartAfterStop = startAgain;
        _stoppedBecause = because;
        Wanted = startAgain;
        // A stop that is under way serves whoever asks now as well.
        StopRequested = !IsStopping;
        ForgetTurn();
        Dirty = true;
    }

    /// <summary>It is down, and is not to be up any more.</summary>
    public void Renounce()
    {
        ForgetChanges();
        if (!Wanted) return;
        Wanted = false;
        ForgetTurn();
        Dirty = true;
    }

    /// <summary>Called by the owner when nothing stands before the stop any more.</summary>
    public void Stop()
    {
        StopRequested = false;
        EndRun();
        if (IsFollowed)
        {
            Leave();
            return;
        }

        switch (State)
        {
            case ServiceState.Pending or ServiceState.Restarting or ServiceState.Scheduled or ServiceState.Skipped when Root is null:
            case ServiceState.Disabled or ServiceState.Stopped when Root is null:
            case ServiceState.Completed or ServiceState.Failed when Root is null && !_launcherExited:
                Generation++;
                Stopped(null);
                return;
            default:
                IsStopping = true;
                // What has ended is not shown as being stopped: it is only looked whether it left something behind.
                if (IsActive || _launcherExited) Become(ServiceState.Stopping, _cause ?? Reason);
                Dirty = true;
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
        Drift = Spec.Drift;
        Health = InitialHealth;
        if (Spec.SkipReason is { } skip)
        {
            Conclude(ServiceState.Skipped, skip);
            return;
        }

        if (IsFollowed)
        {
            Follow();
            return;
        }

        StartedAt = _time.GetUtcNow();
        _startTimestamp = _time.GetTimestamp();
        Become(ServiceState.Starting, _cause);
        if (!Spec.IsExternal && !TryLaunch()) return;
        WasLaunched = true;
        AwaitReadiness();
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
            EndBadly((IsRunByEngine ? _effects.ExplainStart(this, e.Message) : null) ?? e.Message, success: false);
            return false;
        }
    }
}
