using System.Text;
using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Stops one instance: asks, waits for the whole tree, ends what is left.</summary>
internal sealed class InstanceStopper(SupervisorOptions options, IExecRunner exec, EngineServices engines)
{
    // What stops a container waits for the container, 10 seconds by default, before it answers.
    private static readonly TimeSpan StopCommandTime = TimeSpan.FromSeconds(30);

    // Long enough for a program that ends by the signal to do so.
    private static readonly TimeSpan HangUpDelay = TimeSpan.FromSeconds(1);

    public async Task<StopOutcome> StopAsync(StopTarget target, ProbeContext context, CancellationToken force)
    {
        var spec = target.Spec;
        if (spec.IsExternal) return new StopOutcome { LeftRunning = $"is run by {spec.ExternalHolder ?? "somebody else"}; portorch only uses it" };
        var launched = !target.ProcessAlive && (spec.IsLauncher || target.Launched);
        if (launched && await CountSharersAsync(target).ConfigureAwait(false) is > 0 and var others)
            return new StopOutcome { LeftRunning = $"is shared with {others} other checkout{(others == 1 ? "" : "s")}; it stops with the last one" };

        if (spec is { Engine: not null, StopCommand: null }) return await StopEngineAsync(target, force).ConfigureAwait(false);
        string? problem = null;
        var asked = !target.ProcessAlive || spec.StopCommand is not null ? spec.StopCommand : spec.ShutdownCommand;
        var keys = asked is null && target.ProcessAlive ? spec.Definition.Shutdown.SendKeys : null;
        if (asked is not null) problem = await AskAsync(asked, target, force).ConfigureAwait(false);
        if (keys is not null) problem = await TypeAsync(keys, target, force).ConfigureAwait(false);
        var tree = await EndTreeAsync(target, (asked is not null || keys is not null) && problem is null, force).ConfigureAwait(false);
        var outcome = new StopOutcome { Killed = tree.Killed, Survivors = tree.Survivors, Problem = problem };
        if (!launched || asked is not null) return outcome;
        return await StillAnswersAsync(target, context).ConfigureAwait(false)
            ? outcome with
            {
                LeftRunning = $"still answers {spec.Definition.Readiness!.Check}; its start_command left it running elsewhere. "
                    + "Add a \"stop_command\" to have it stopped",
            }
            : outcome;
    }

    // The start first: otherwise it would bring up what was just stopped.
    private async Task<StopOutcome> StopEngineAsync(StopTarget target, CancellationToken force)
    {
        var tree = await EndTreeAsync(target, asked: false, force).ConfigureAwait(false);
        var problem = await engines.StopAsync(target.Spec.Name, target.Spec, remove: true, force).ConfigureAwait(false);
        return new StopOutcome { Killed = tree.Killed, Survivors = tree.Survivors, Problem = problem is null ? null : "it could not be stopped: " + problem };
    }

    private async Task<int> CountSharersAsync(StopTarget target)
    {
        if (options.Registry is null) return 0;
        var most = 0;
        foreach (var port in target.Spec.Ports)
        {
            var shares = await options.Registry.ListAsync(new PortQuery { Port = port.Port, Protocol = port.Protocol }).ConfigureAwait(false);
            most = Math.Max(most, shares.Where(UsesIt).Select(a => (a.ProjectId, a.Checkout)).Distinct().Count());
        }

        return most;
    }

    // Others keep their share of the port when they are down; only who is up needs the service.
    private bool UsesIt(PortAllocation share) =>
        (share.ProjectId, share.Checkout) != (options.Project.ProjectId, options.Project.Checkout)
        && share.State is (ServiceState.Starting or ServiceState.Running or ServiceState.Launched or ServiceState.External or ServiceState.Restarting);

    private async Task<string?> AskAsync(IReadOnlyList<string> command, StopTarget target, CancellationToken force)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(force);
        var shutdown = target.Spec.Definition.Shutdown.Timeout;
        limit.CancelAfter(shutdown > StopCommandTime ? shutdown : StopCommandTime);
        var environment = new Dictionary<string, string>(target.Spec.Environment, StringComparer.Ordinal);
        // Its own child must not be taken for a member of the service's tree while the tree is being waited for.
        environment.Remove(ServiceVariables.Instance);
        if (target.Root is { } root) environment["PORTORCH_PID"] = root.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            var result = await exec.RunAsync(
                new ExecRequest { Arguments = command, WorkingDirectory = target.Spec.Definition.WorkingDirectory, Environment = environment },
                limit.Token).ConfigureAwait(false);
            if (result.ExitCode == 0) return null;
            var text = string.Join(' ', command);
            return result.Error is { } error
                ? $"the stop command '{text}' could not be started: {error}"
                : $"the stop command '{text}' {RestartRule.Describe(result.ExitCode)}: {result.Output.Trim()}";
        }
        catch (OperationCanceledException)
        {
            return $"the stop command '{string.Join(' ', command)}' did not end in time";
        }
    }

    private async Task<string?> TypeAsync(string keys, StopTarget target, CancellationToken force)
    {
        if (target.Terminal is not { } terminal) return "the keys that stop it have no terminal to go to; the signal was sent instead";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(force);
        limit.CancelAfter(target.Spec.Definition.Shutdown.Timeout);
        try
        {
            await terminal.TypeAsync(Encoding.UTF8.GetBytes(keys), null, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is OperationCanceledException or PortOrchestratorException)
        {
            return "the keys that stop it were not read; the signal was sent instead";
        }
    }

    private async Task<TreeStopResult> EndTreeAsync(StopTarget target, bool asked, CancellationToken force)
    {
        if (target.Root is not { } root) return new TreeStopResult();
        var shutdown = target.Spec.Definition.Shutdown;
        using var ended = new CancellationTokenSource();
        if (target.Terminal is not null && !asked) _ = HangUpAsync(root, ended.Token);
        var result = await options.Stopper.StopAsync(
            new TreeStopRequest
            {
                Root = root,
                InstanceId = target.InstanceId,
                Signal = asked ? 0 : StopSignals.Number(shutdown.Signal),
                RootOnly = shutdown.ParentOnly,
                Timeout = shutdown.Timeout,
            },
            force).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        return result;
    }

    // An interactive shell ignores SIGTERM, and ends when its terminal does. The terminal itself stays for last words.
    private async Task HangUpAsync(ProcessIdentity root, CancellationToken ended)
    {
        await Task.Delay(HangUpDelay, options.TimeProvider, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ended.IsCancellationRequested) options.Inspector.Signal(root, StopSignals.HangUp);
    }

    private async Task<bool> StillAnswersAsync(StopTarget target, ProbeContext context)
    {
        if (target.Spec.Definition.Readiness is not { } readiness) return false;
        var result = await ProbeRunner.CheckOnceAsync(ProbeFactory.Create(readiness.Check, context), readiness.Timeout, options.TimeProvider).ConfigureAwait(false);
        return result.Success;
    }
}
