using System.Collections.Concurrent;
using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>What a supervisor does with services that Docker Compose or systemd runs. Thread-safe.</summary>
internal sealed class EngineServices(IProcessLauncher launcher, ITreeStopper stopper, IProcessInspector inspector, string scratchFolder, TimeProvider time)
{
    // On top of what the service may take to end, for the program that asks it to.
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(60);

    private readonly LauncherEngineCommands _commands = new(launcher, stopper, scratchFolder);
    private readonly ConcurrentDictionary<string, LogCopier> _copiers = new(StringComparer.Ordinal);

    /// <summary>Makes ready what a start needs, and forgets what was there of an earlier one.</summary>
    /// <param name="name">The instance.</param>
    /// <param name="spec">What it is about to be started with.</param>
    public void Prepare(string name, ServiceSpec spec)
    {
        _copiers.TryRemove(name, out _);
        WriteOverride(spec);
    }

    // Compose reads it with every command.
    private static void WriteOverride(ServiceSpec spec)
    {
        if (spec.Engine is not { OverridePath: { } path, OverrideText: { } text }) return;
        StatePaths.CreatePrivateFolder(Path.GetDirectoryName(path)!);
        if (!File.Exists(path) || File.ReadAllText(path) != text) File.WriteAllText(path, text);
    }

    /// <summary>The probe that asks the engine.</summary>
    public IProbe Probe(ServiceSpec spec) => new EngineProbe(Create(spec)!, spec.Ports, time);

    /// <summary>What a failed start was about, with the next step; null when its words are not known.</summary>
    public string? Explain(ServiceSpec spec, string output) => Create(spec)?.Explain(output);

    /// <summary>Copies the service's log and waits for its end.</summary>
    public Task<EngineState> WaitForEndAsync(string name, ServiceSpec spec, DateTimeOffset startedAt, Action<string> warn, CancellationToken cancellationToken)
    {
        var engine = Create(spec)!;
        return new EngineWatch(engine, Copier(name, spec, engine), time).WaitForEndAsync(startedAt, warn, cancellationToken);
    }

    /// <summary>Stops the service and completes its log.</summary>
    /// <param name="name">The instance.</param>
    /// <param name="spec">What it was started with.</param>
    /// <param name="remove">Whether what is left of it with the engine goes as well.</param>
    /// <param name="force">Ends it at once.</param>
    /// <returns>What went wrong; null when it is down.</returns>
    public async Task<string?> StopAsync(string name, ServiceSpec spec, bool remove, CancellationToken force)
    {
        WriteOverride(spec);
        var engine = Create(spec)!;
        var state = await engine.LookAsync(CancellationToken.None).ConfigureAwait(false);
        var problem = state.Condition == EngineCondition.Unknown ? state.Reason : null;
        if (state.Condition is EngineCondition.Running or EngineCondition.Starting) problem = await StopAsync(engine, spec, force).ConfigureAwait(false);
        // Those that came along may run on although it has ended.
        else if (remove && spec.Engine!.Companions.Count > 0 && problem is null) problem = await StopAsync(engine, spec, force).ConfigureAwait(false);
        await Copier(name, spec, engine).FinishAsync(CancellationToken.None).ConfigureAwait(false);
        if (remove && problem is null && state.Condition != EngineCondition.Missing) problem = await RemoveAsync(engine).ConfigureAwait(false);
        _copiers.TryRemove(name, out _);
        return problem;
    }

    private async Task<string?> StopAsync(IServiceEngine engine, ServiceSpec spec, CancellationToken force)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(force);
        limit.CancelAfter(spec.Definition.Shutdown.Timeout + StopMargin);
        try
        {
            return await engine.StopAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            using var kill = new CancellationTokenSource(StopMargin, time);
            await engine.KillAsync(kill.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var state = await engine.LookAsync(CancellationToken.None).ConfigureAwait(false);
            return state.Condition is EngineCondition.Ended or EngineCondition.Missing ? null : $"{state.Name} lives on although it was killed";
        }
    }

    private async Task<string?> RemoveAsync(IServiceEngine engine)
    {
        using var limit = new CancellationTokenSource(StopMargin, time);
        try
        {
            return await engine.RemoveAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return $"it has stopped, and could not be removed within {StopMargin.TotalSeconds:0} s";
        }
    }

    private IServiceEngine? Create(ServiceSpec spec) => ServiceEngines.Create(spec, _commands, time);

    private LogCopier Copier(string name, ServiceSpec spec, IServiceEngine engine) =>
        _copiers.GetOrAdd(name, _ => new LogCopier(spec, engine, _commands, launcher, inspector, time));
}
