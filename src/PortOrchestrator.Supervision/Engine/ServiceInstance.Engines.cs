using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class ServiceInstance
{
    /// <summary>Whether Docker Compose or systemd runs it at our request.</summary>
    private bool IsRunByEngine => Spec is { Engine: not null, IsExternal: false };

    private void WatchEngine()
    {
        if (IsRunByEngine) _effects.WatchEngine(this, _run.Token);
    }

    // The command that hands it over has ended. How, is not known when an earlier supervisor started it; the engine knows what became of it.
    private void JudgeHandover()
    {
        if (!IsSuccess && ExitCode is not null)
        {
            EndBadly(_effects.ExplainStart(this) ?? RestartRule.Describe(ExitCode), success: false);
            return;
        }

        AwaitHandedOver();
    }

    private void AwaitHandedOver()
    {
        _launcherExited = true;
        ExitCode = null;
        Reason = $"launched; waiting for {Definition.Readiness!.Check}";
        _effects.WatchReadiness(this, _run.Token);
        WatchEngine();
    }

    private void OnEngineEnded(EngineState state)
    {
        if (!_launcherExited || State is not (ServiceState.Starting or ServiceState.Launched or ServiceState.Failed)) return;
        ExitCode = state.ExitCode;
        Dirty = true;
        if (state.Condition == EngineCondition.Ended && IsSuccess && Definition.Restart.Policy != RestartPolicy.Always)
        {
            EndRun();
            ReadyAt ??= _time.GetUtcNow();
            // Without a check of its own, to have done its work is what it is waited for.
            WasReady |= Definition.Readiness is { Check: EngineCheck };
            Health = ServiceHealth.None;
            Conclude(ServiceState.Completed, null);
            return;
        }

        _provenOnce |= State == ServiceState.Launched;
        var end = state.Condition == EngineCondition.Missing ? "is gone" : RestartRule.Describe(ExitCode);
        EndBadly($"{(state.Name.Length > 0 ? state.Name : "it")} {end}{(state.Reason is { } reason ? ": " + reason : "")}", IsSuccess);
    }
}
