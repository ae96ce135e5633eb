using System.Globalization;
using PortOrchestrator.Probes;

namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class ServiceInstance
{
    /// <summary>Handles what happened to the present run.</summary>
    /// <returns>Whether it was heard: news of an earlier run are not.</returns>
    public bool Handle(InstanceEvent message)
    {
        // The schedule goes on over all runs.
        if (message is InstanceEvent.Due due) return OnDue(due);
        if (message.Generation != Generation || (_runEnded && EndsWithTheRun(message))) return false;
        switch (message)
        {
            case InstanceEvent.Exited e: OnExited(e.Code); break;
            case InstanceEvent.Readiness e: OnReadiness(e.Report); break;
            case InstanceEvent.Liveness e: OnLiveness(e.Report); break;
            case InstanceEvent.LaunchVerified e: OnLaunchVerified(e.Result); break;
            case InstanceEvent.ReadyTimeout: OnReadyTimeout(); break;
            case InstanceEvent.UptimeReached: OnUptimeReached(); break;
            case InstanceEvent.Settled: (_streak, _provenOnce, Dirty) = (0, true, true); break;
            case InstanceEvent.BackoffElapsed: OnBackoffElapsed(); break;
            case InstanceEvent.Warned e: AddWarning(e.Text); break;
            case InstanceEvent.EngineEnded e: OnEngineEnded(e.State); break;
            case InstanceEvent.Followed e: OnFollowed(e.News); break;
            case InstanceEvent.CleanedUp e: OnCleanedUp(e); break;
            case InstanceEvent.StopFinished e: OnStopFinished(e.Outcome); break;
        }

        return true;
    }

    // SIGKILL, which nobody sends to a service that works.
    private const int KilledCode = 128 + StopSignals.Kill;

    // They may still be in the mailbox when the run that they tell of has ended.
    private static bool EndsWithTheRun(InstanceEvent message) => message is InstanceEvent.Readiness or InstanceEvent.Liveness
        or InstanceEvent.LaunchVerified or InstanceEvent.ReadyTimeout or InstanceEvent.UptimeReached or InstanceEvent.Settled or InstanceEvent.EngineEnded;

    private void OnExited(int? code)
    {
        var launcher = WorksAsLauncher;
        ProcessAlive = false;
        ExitCode = code;
        Dirty = true;
        if (State is not (ServiceState.Starting or ServiceState.Running)) return;
        if (LooksForLine && !LineSeen && !MayHaveLaunched)
        {
            // The line may be among its last words, which nobody has read yet.
            _readsLastLines = true;
            _effects.VerifyLaunch(this, _run.Token);
            return;
        }

        JudgeExit(launcher);
    }

    private bool IsSuccess => ExitCode is { } code && Definition.SuccessExitCodes.Contains(code);

    // Its command has ended well and may have left the service elsewhere, which the check will tell.
    private bool MayHaveLaunched => Spec.HasCheck && (Spec.IsLauncher ? IsSuccess : Definition.MayLaunch && ExitCode == 0);

    private void JudgeExit(bool launcher)
    {
        if (IsRunByEngine)
        {
            JudgeHandover();
        }
        else if (MayHaveLaunched)
        {
            _launcherExited = true;
            if (State == ServiceState.Running) _effects.VerifyLaunch(this, _run.Token);
            else if (Health == ServiceHealth.Healthy) CheckUptime();
            else Reason = $"launched; waiting for {Definition.Readiness!.Check}";
            if (launcher && State == ServiceState.Starting) _effects.WatchReadiness(this, _run.Token);
        }
        else if (IsSuccess && Spec.IsLauncher)
        {
            _launcherExited = true;
            BecomeReady();
        }
        else if (IsSuccess && Definition.Restart.Policy != RestartPolicy.Always)
        {
            EndRun();
            ReadyAt ??= _time.GetUtcNow();
            Health = Definition.Kind == ServiceKind.Task ? Health : ServiceHealth.None;
            Conclude(ServiceState.Completed, null);
        }
        else
        {
            var hint = ExitCode == KilledCode ? _effects.ExplainKill() : null;
            EndBadly(RestartRule.Describe(ExitCode) + hint, IsSuccess);
        }
    }

    private void OnLastLinesRead(bool found)
    {
        _readsLastLines = false;
        if (found) LineSeen = WasReady = true;
        JudgeExit(launcher: false);
    }

    private void OnLaunchVerified(ProbeResult result)
    {
        if (_readsLastLines)
        {
            OnLastLinesRead(result.Success);
            return;
        }

        if (State != ServiceState.Running || ProcessAlive) return;
        if (result.Success)
        {
            Become(ServiceState.Launched, null);
        }
        else if (Definition.Restart.Policy == RestartPolicy.Always)
        {
            EndBadly(RestartRule.Describe(ExitCode), success: true);
        }
        else
        {
            EndRun();
            Health = ServiceHealth.None;
            Conclude(ServiceState.Completed, null);
        }
    }

    private void OnReadiness(HealthReport report)
    {
        if (report.Result.Warning is { } warning) AddWarning(warning);
        if (!report.Result.Success) _lastCheckReason = report.Result.Reason;
        if (Health != report.Health)
        {
            Health = report.Health;
            Dirty = true;
        }

        LineSeen |= report.Result.Success && LooksForLine;
        if (Definition.Restart.OnLostReadiness && ProcessAlive && report.Health == ServiceHealth.Unhealthy && State is ServiceState.Starting or ServiceState.Running)
        {
            _provenOnce |= State == ServiceState.Running;
            EndBadly($"readiness probe failed: {report.Result.Reason}", success: false);
            return;
        }

        var waits = State == ServiceState.Starting || (State == ServiceState.Failed && _launcherExited);
        if (waits && report.Health == ServiceHealth.Healthy)
            CheckUptime();
        else if (State == ServiceState.Launched && report.Health == ServiceHealth.Unhealthy && Definition.Liveness is null)
            Lost("check", report.Result);
        else if (IsReady && report.Changed)
            Reason = report.Health == ServiceHealth.Unhealthy ? $"check failed: {report.Result.Reason}" : _cause;
    }

    private void OnLiveness(HealthReport report)
    {
        if (!IsReady || State == ServiceState.Completed) return;
        if (!Spec.HasCheck && Health != report.Health)
        {
            Health = report.Health;
            Dirty = true;
        }

        if (report.Health != ServiceHealth.Unhealthy) return;
        Health = ServiceHealth.Unhealthy;
        if (Definition.Liveness!.Action == LivenessAction.Restart)
        {
            Lost("liveness check", report.Result);
        }
        else
        {
            Reason = $"liveness check failed: {report.Result.Reason}";
            Dirty = true;
        }
    }

    private void Lost(string check, ProbeResult result)
    {
        _provenOnce = true;
        EndBadly($"{check} failed: {result.Reason}", success: false);
    }

    private void OnReadyTimeout()
    {
        if (State != ServiceState.Starting) return;
        var seconds = Definition.ReadyTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var why = _lastCheckReason is null ? "" : $": {_lastCheckReason}";
        var reason = $"not ready within {seconds} s{why}";
        if (_launcherExited)
        {
            // What was launched may still come up; it is not ours to end, so the check goes on.
            Become(ServiceState.Failed, reason);
            return;
        }

        EndBadly(reason, success: false);
    }

    private void CheckUptime()
    {
        var wanted = Definition.MinUptime ?? (Spec.HasCheck ? TimeSpan.Zero : RestartRule.SurvivedUptime);
        var missing = wanted - _time.GetElapsedTime(_startTimestamp);
        if (missing <= TimeSpan.Zero || Spec.IsExternal) BecomeReady();
        else _effects.Schedule(missing, new InstanceEvent.UptimeReached(Name, Generation), _run.Token);
    }

    private void OnUptimeReached()
    {
        if (State != ServiceState.Starting || (Spec.HasCheck && Health != ServiceHealth.Healthy)) return;
        if (IsStillGettingStarted()) _effects.Schedule(RestartRule.BusyInterval, new InstanceEvent.UptimeReached(Name, Generation), _run.Token);
        else BecomeReady();
    }

    // A configured time is taken at its word; only the built-in one has to guess whether the process works.
    private bool IsStillGettingStarted() => !Spec.HasCheck && Definition.MinUptime is null && ProcessAlive
        && _time.GetElapsedTime(_startTimestamp) < RestartRule.LongestBusyStart && _effects.IsBusy(this);

    private void BecomeReady()
    {
        ReadyAt = _time.GetUtcNow();
        WasReady = true;
        Become(Spec.IsExternal ? ServiceState.External : _launcherExited ? ServiceState.Launched : ServiceState.Running, _cause);
        if (Spec.ExternalHolder is { } holder) Reason = $"already run by {holder}; used, never stopped by portorch";
        _provenOnce |= Spec.HasCheck;
        AwaitSettling();
        WatchLiveness();
    }

    private void AwaitSettling()
    {
        var settle = Spec.HasCheck ? Definition.Restart.ResetAfter : Max(Definition.Restart.ResetAfter, RestartRule.ProvenUptime);
        _effects.Schedule(settle, new InstanceEvent.Settled(Name, Generation), _run.Token);
    }

    private void WatchLiveness()
    {
        if (Definition.Liveness is not null) _effects.WatchLiveness(this, _run.Token);
    }

    private void EndBadly(string reason, bool success)
    {
        EndRun();
        if (State is ServiceState.Launched) Health = ServiceHealth.Unhealthy;
        _restartIn = Wanted ? NextDelay(success) : null;
        if (_restartIn is not { } delay)
        {
            var tries = _streak > 0 && _streak >= Definition.Restart.MaxRestarts ? $"; given up after {_streak} restarts" : "";
            Conclude(ServiceState.Failed, reason + tries);
        }
        else
        {
            var seconds = delay.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);
            Become(ServiceState.Restarting, $"{reason}; starts again in {seconds} s");
        }

        if (Root is null)
        {
            ScheduleRestart();
            return;
        }

        BeginCleanup(polite: ProcessAlive);
    }

    private TimeSpan? NextDelay(bool success) => RestartRule.NextDelay(Definition.Restart, success, _provenOnce, _streak, _effects.NextJitter());

    private void BeginCleanup(bool polite)
    {
        _cleaning = true;
        _effects.BeginCleanup(this, polite);
    }

    private void OnCleanedUp(InstanceEvent.CleanedUp message)
    {
        _cleaning = false;
        ProcessAlive = false;
        Dirty = true;
        foreach (var survivor in message.Result.Survivors) AddWarning($"could not end {survivor}");
        if (message.Result.Survivors.Count == 0) Root = null;
        else if (State == ServiceState.Pending) Become(ServiceState.Failed, $"not started, for what is left of its last run lives on: {string.Join("; ", message.Result.Survivors)}");
        ScheduleRestart();
    }

    private void ScheduleRestart()
    {
        if (State == ServiceState.Restarting && _restartIn is { } wait) _effects.Schedule(wait, new InstanceEvent.BackoffElapsed(Name, Generation), _run.Token);
    }

    private void OnBackoffElapsed()
    {
        if (State != ServiceState.Restarting) return;
        _streak++;
        Restarts++;
        _cause = null;
        Become(ServiceState.Pending, null);
    }

    private void OnStopFinished(StopOutcome outcome)
    {
        Generation++;
        ProcessAlive = false;
        // What could not be killed has to go before the next start.
        if (outcome.Survivors.Count == 0) Root = null;
        Stopped(outcome.Survivors.Count > 0 ? $"lives on: {string.Join("; ", outcome.Survivors)}" : outcome.LeftRunning ?? outcome.Problem);
    }

    private void Stopped(string? reason)
    {
        Health = InitialHealth;
        IsStopping = false;
        // A cleanup that the stop has overtaken is not waited for: all that it was to end is ended.
        _cleaning = false;
        _launcherExited = false;
        Become(Definition.Disabled && !StartAfterStop && StartedAt is null ? ServiceState.Disabled : ServiceState.Stopped, reason ?? _stoppedBecause);
        if (!StartAfterStop) return;
        StartAfterStop = false;
        Restarts = 0;
        _streak = 0;
        _provenOnce = false;
        Enqueue(atOnce: true);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
