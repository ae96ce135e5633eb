using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class ServiceInstance
{
    /// <summary>Takes over what an earlier supervisor started and what still lives of it, and goes on with what that one had under way.</summary>
    /// <param name="entry">What the journal knows.</param>
    /// <param name="alive">Its first process, when that still lives.</param>
    /// <param name="sameBoot">Whether the system has not been started anew since.</param>
    /// <param name="keepsHealth">Whether the last checks were made a moment ago.</param>
    public void Adopt(JournalEntry entry, ProcessIdentity? alive, bool sameBoot, bool keepsHealth = false)
    {
        var last = entry.Snapshot;
        Spec = entry.Spec;
        NextSpec = entry.Spec;
        Generation = 1;
        if (IsFollowed)
        {
            AdoptFollowed(entry, sameBoot);
            return;
        }

        _runEnded = false;
        InstanceId = entry.InstanceId;
        Root = alive ?? entry.Process;
        ProcessAlive = alive is not null;
        Wanted = entry.Wanted;
        _forSessions = entry.ForSessions;
        LogOffset = entry.LogOffset;
        ErrorLogOffset = entry.ErrorLogOffset;
        Restarts = last.Restarts;
        ExitCode = last.ExitCode;
        StartedAt = last.StartedAt;
        ReadyAt = last.ReadyAt;
        _warnings = [.. last.Warnings];
        _startTimestamp = _time.GetTimestamp();
        (_streak, _provenOnce) = (entry.Streak, entry.Proven);
        _launcherExited = entry.Launched || last.State == ServiceState.Launched;
        var elsewhere = last.State is ServiceState.Launched or ServiceState.External;
        // An earlier version wrote neither; to have ended well counted as having been ready.
        WasReady = entry.WasReady || (entry.BootId is null && last.ReadyAt is not null);
        WasLaunched = WasReady || elsewhere || Root is not null || last.ExitCode is not null;
        LineSeen = entry.LineSeen || (WasReady && LooksForLine);
        ProjectExitCode = last.ProjectExitCode;
        if (IsScheduled && Wanted) AwaitTurn(_time.GetUtcNow());
        var stops = entry.StopRequested || last.State == ServiceState.Stopping;
        if (keepsHealth) Health = last.Health;
        if (alive is not null) AdoptLiving(last, stops);
        else if (elsewhere) AdoptElsewhere(last);
        else if (sameBoot) AdoptDead(last, stops);
        else AdoptHistory(last);
        if (!stops || !(sameBoot || elsewhere)) return;
        RequestStop(startAgain: Wanted);
        if (StartAfterStop) LeaveEndBehind();
    }

    /// <summary>Takes over nothing but what a run of long ago may have left behind, so that it ends with the next stop or before the next start.</summary>
    public void AdoptRemains(JournalEntry entry)
    {
        InstanceId = entry.InstanceId;
        Root = entry.Process;
        if (entry.StopRequested) RequestStop(startAgain: false);
    }

    private void AdoptLiving(ServiceSnapshot last, bool stops)
    {
        switch (last.State)
        {
            case ServiceState.Failed or ServiceState.Restarting:
                // It was about to be ended, and perhaps started again.
                Become(last.State, last.Reason);
                if (last.State == ServiceState.Restarting) _restartIn = NextDelay(success: false) ?? TimeSpan.Zero;
                BeginCleanup(polite: true);
                return;
            case ServiceState.Pending or ServiceState.Stopped:
                // Of an earlier run; it goes before the next one comes.
                ProcessAlive = false;
                Become(last.State, last.Reason);
                return;
            case ServiceState.Starting:
                Become(ServiceState.Starting, HasLostTerminal ? LostTerminal.Warning : last.Reason);
                if (!stops) AwaitReadiness();
                return;
            default:
                Become(ServiceState.Running, HasLostTerminal ? LostTerminal.Warning : last.State == ServiceState.Running ? last.Reason : null);
                if (!stops) WatchOn(last);
                return;
        }
    }

    private void AdoptElsewhere(ServiceSnapshot last)
    {
        Become(last.State, last.Reason);
        WatchOn(last);
        if (State == ServiceState.Launched) WatchEngine();
    }

    private void AdoptDead(ServiceSnapshot last, bool stops)
    {
        switch (last.State)
        {
            case ServiceState.Stopping:
                // The stop goes on with what its first process may have left. It may be that of a restart, so this is no end.
                Become(ServiceState.Stopping, last.Reason);
                return;
            case ServiceState.Starting when _launcherExited:
                Become(ServiceState.Starting, last.Reason);
                if (stops) return;
                AwaitReadiness();
                WatchEngine();
                return;
            case ServiceState.Starting when Root is null && Definition.Kind != ServiceKind.Task:
                // There was the intent and no start, as far as the system knows.
                Become(ServiceState.Pending, null);
                return;
            case ServiceState.Starting when IsRunByEngine:
                Become(ServiceState.Starting, last.Reason);
                if (stops) return;
                _effects.Schedule(Definition.ReadyTimeout, new InstanceEvent.ReadyTimeout(Name, Generation), _run.Token);
                AwaitHandedOver();
                return;
            case ServiceState.Starting or ServiceState.Running:
                ExitCode = null;
                Become(last.State, null);
                EndBadly(LostTerminal.ReasonOf(Definition), success: false);
                return;
            case ServiceState.Restarting:
                Become(ServiceState.Restarting, last.Reason);
                _restartIn = NextDelay(success: false) ?? TimeSpan.Zero;
                if (Root is null) ScheduleRestart();
                else BeginCleanup(polite: false);
                return;
            case ServiceState.Failed when _launcherExited && Spec.HasCheck && !stops:
                Become(ServiceState.Failed, last.Reason);
                _effects.WatchReadiness(this, _run.Token);
                WatchEngine();
                return;
            case ServiceState.Failed when Root is not null && !_launcherExited && !stops:
                // Whatever its end left behind may not all have been ended.
                Become(ServiceState.Failed, last.Reason);
                BeginCleanup(polite: false);
                return;
            default:
                Become(last.State, last.Reason);
                Blocked = State == ServiceState.Skipped && Wanted && Spec.SkipReason is null;
                return;
        }
    }

    // The system was started anew: nothing goes on by itself, and the next command says what is wanted.
    private void AdoptHistory(ServiceSnapshot last)
    {
        if (last.State is ServiceState.Starting or ServiceState.Running or ServiceState.Restarting && Wanted)
        {
            ExitCode = null;
            Conclude(ServiceState.Failed, LostTerminal.ReasonOf(Definition));
            return;
        }

        var over = last.State is ServiceState.Starting or ServiceState.Running or ServiceState.Restarting or ServiceState.Pending or ServiceState.Stopping;
        Become(over ? ServiceState.Stopped : last.State, over ? null : last.Reason);
        Blocked = State == ServiceState.Skipped && Wanted && Spec.SkipReason is null;
    }

    private void WatchOn(ServiceSnapshot last)
    {
        // A service says only once that it is ready; nobody may wait for it to say so again.
        if (Definition.Readiness?.Check is NotifyCheck) Health = last.Health;
        else if (Spec.HasCheck) _effects.WatchReadiness(this, _run.Token);
        WatchLiveness();
        AwaitSettling();
    }
}
