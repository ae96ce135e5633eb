using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Limits;
using PortOrchestrator.Supervision.Logs;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Does what the instances ask for and brings the results back to the mailbox.</summary>
internal sealed partial class EngineEffects : IEngineEffects
{
    private readonly SupervisorOptions _options;
    private readonly Action<InstanceEvent> _deliver;
    private readonly Action<ServiceInstance> _saveIntent;
    private readonly LauncherExecRunner _exec;
    private readonly EngineServices _engines;
    private readonly InstanceStopper _stopper;
    private readonly ListenerWatch _listeners;
    private readonly OutOfMemoryWatch _memory = new();
    private readonly ILogger _log;
    private readonly Dictionary<string, IProbe> _notifyProbes = new(StringComparer.Ordinal);
    private readonly LimitKeeper _limits = new();
    private readonly Lazy<TerminalPump> _terminals;
    private CancellationTokenSource _force = new();

    public EngineEffects(SupervisorOptions options, Action<InstanceEvent> deliver, Action<ServiceInstance> saveIntent)
    {
        _options = options;
        _deliver = deliver;
        _saveIntent = saveIntent;
        _exec = new LauncherExecRunner(options.Launcher, options.Stopper, options.Paths.ProjectFolder(options.Project));
        _engines = new EngineServices(options.Launcher, options.Stopper, options.Inspector, options.Paths.ProjectFolder(options.Project), options.TimeProvider);
        _stopper = new InstanceStopper(options, _exec, _engines);
        _listeners = new ListenerWatch(options.TimeProvider);
        _log = options.LoggerFactory?.CreateLogger<SupervisorEngine>() ?? (ILogger)NullLogger.Instance;
        _terminals = new Lazy<TerminalPump>(() => new TerminalPump(_log));
        _handed = [.. options.Handed?.Terminals ?? []];
    }

    public void Dispose()
    {
        _force.Dispose();
        _listeners.Dispose();
        if (_terminals.IsValueCreated) _terminals.Value.Dispose();
    }

    public void Force() => _ = _force.CancelAsync();

    public void Unforce()
    {
        if (!_force.IsCancellationRequested) return;
        _force = new CancellationTokenSource();
    }

    public ProcessIdentity Launch(ServiceInstance instance)
    {
        var spec = instance.Spec;
        StatePaths.CreatePrivateFolder(Path.GetDirectoryName(spec.LogPath)!);
        instance.LogOffset = Length(spec.LogPath);
        instance.ErrorLogOffset = Length(spec.ErrorLogPath);
        var kept = KeepLogs(instance);
        var environment = LayeredVariables.With(spec.Environment, (ServiceVariables.Instance, instance.InstanceId!));
        if (NotifySocket(instance) is { } socket)
        {
            environment = LayeredVariables.With(environment, ("NOTIFY_SOCKET", socket));
            // Bound before the service starts, so that not even the quickest message is lost.
            DropNotifyProbe(instance.Name);
            _notifyProbes[instance.Name] = ProbeFactory.Create(new NotifyCheck(), Context(instance));
        }

        _engines.Prepare(instance.Name, spec);
        _memory.Begin();
        _saveIntent(instance);
        var request = new LaunchRequest
        {
            Arguments = spec.Command,
            WorkingDirectory = spec.Definition.WorkingDirectory,
            Environment = environment,
            OutputPath = spec.LogPath,
            ErrorPath = spec.ErrorLogPath,
            Terminal = spec.Definition.Tty ? TerminalSize.Standard : null,
        };
        var group = $"portorch-{StableHash.Digits(_options.Project.Key)}-{instance.Name}";
        (request, instance.Cgroup) = _limits.Apply(PlainCommand.WithoutShell(request), spec.Definition.Limits, group, instance.AddWarning);
        var process = _options.Launcher.Launch(request);
        var terminal = process.Terminal is { } own ? _terminals.Value.Add(own, spec.LogPath, TerminalSize.Standard) : null;
        instance.Terminal = terminal;
        _exits[instance.Name] = (process.Identity, process.Exited);
        var (name, generation) = (instance.Name, instance.Generation);
        Run(name, async () =>
        {
            var code = await process.Exited.ConfigureAwait(false);
            // Its last words are in the log before anybody hears of its end.
            if (terminal is not null) await terminal.EndAsync(RestartRule.Describe(code)).ConfigureAwait(false);
            _options.Logs?.EndRun(kept);
            _deliver(new InstanceEvent.Exited(name, generation, code));
        });
        return process.Identity;
    }

    public void WatchAdopted(ServiceInstance instance, ProcessIdentity process)
    {
        var kept = KeepLogs(instance);
        var (name, generation, terminal) = (instance.Name, instance.Generation, instance.Terminal);
        var child = _options.Launcher.FindChild(process);
        if (child is not null) _exits[name] = (process, child);
        Run(name, async () =>
        {
            var code = child is null ? await _options.Inspector.WaitForExitCodeAsync(process).ConfigureAwait(false) : await child.ConfigureAwait(false);
            if (terminal is not null) await terminal.EndAsync(RestartRule.Describe(code)).ConfigureAwait(false);
            _options.Logs?.EndRun(kept);
            _deliver(new InstanceEvent.Exited(name, generation, code));
        });
    }

    public void CatchUpLogs(ServiceInstance instance)
    {
        if (instance.Definition.Log.File is not null) _options.Logs?.EndRun(KeepLogs(instance));
    }

    public void Follow(ServiceInstance instance, CancellationToken run)
    {
        if (_options.Shared is not { } shared) return;
        var (name, generation, owner) = (instance.Name, instance.Generation, instance.Spec.RunBy!);
        Run(name, async () =>
        {
            await foreach (var news in shared.FollowAsync(owner, name, run).ConfigureAwait(false)) _deliver(new InstanceEvent.Followed(name, generation, news));
        });
    }

    public bool IsBusy(ServiceInstance instance) => instance.Root is { } root && _options.Inspector.IsBusy(root);

    public void WatchReadiness(ServiceInstance instance, CancellationToken run) =>
        Watch(instance, instance.Definition.Readiness!, (name, generation, report) => new InstanceEvent.Readiness(name, generation, report), run);

    public void WatchLiveness(ServiceInstance instance, CancellationToken run) =>
        Watch(instance, instance.Definition.Liveness!, (name, generation, report) => new InstanceEvent.Liveness(name, generation, report), run);

    public void VerifyLaunch(ServiceInstance instance, CancellationToken run)
    {
        var (name, generation) = (instance.Name, instance.Generation);
        var definition = instance.Definition.Readiness!;
        var context = Context(instance);
        Run(name, async () =>
        {
            var probe = ProbeFactory.Create(definition.Check, context);
            var result = await ProbeRunner.CheckOnceAsync(probe, definition.Timeout, _options.TimeProvider, run).ConfigureAwait(false);
            _deliver(new InstanceEvent.LaunchVerified(name, generation, result));
        });
    }

    public void Schedule(TimeSpan delay, InstanceEvent message, CancellationToken run) => Run(message.Name, async () =>
    {
        await Task.Delay(delay, _options.TimeProvider, run).ConfigureAwait(false);
        _deliver(message);
    });

    public void BeginCleanup(ServiceInstance instance, bool polite)
    {
        var (name, generation, root, id, shutdown) = (instance.Name, instance.Generation, instance.Root!, instance.InstanceId, instance.Definition.Shutdown);
        var (alive, cgroup, spec) = (instance.ProcessAlive, instance.Cgroup, instance.Spec);
        var force = _force.Token;
        Run(name, async () =>
        {
            var result = new TreeStopResult();
            try
            {
                var request = new TreeStopRequest
                {
                    Root = root,
                    InstanceId = id,
                    Signal = polite ? StopSignals.Number(shutdown.Signal) : StopSignals.Terminate,
                    RootOnly = polite && alive && shutdown.ParentOnly,
                    Timeout = shutdown.Timeout,
                };
                result = await _options.Stopper.StopAsync(request, force).ConfigureAwait(false);
                if (spec is { Engine: not null, IsExternal: false }) await _engines.StopAsync(name, spec, remove: false, force).ConfigureAwait(false);
            }
            finally
            {
                cgroup?.Remove();
                _deliver(new InstanceEvent.CleanedUp(name, generation, result));
            }
        });
    }

    public void BeginStop(ServiceInstance instance)
    {
        var (name, generation) = (instance.Name, instance.Generation);
        var target = new StopTarget(instance.Spec, instance.Root, instance.InstanceId, instance.ProcessAlive, instance.HasLaunched) { Terminal = instance.Terminal };
        var (context, cgroup) = (Context(instance), instance.Cgroup);
        var force = _force.Token;
        Run(name, async () =>
        {
            var outcome = new StopOutcome();
            try
            {
                outcome = await _stopper.StopAsync(target, context, force).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                outcome = new StopOutcome { Problem = e.Message };
                throw;
            }
            finally
            {
                cgroup?.Remove();
                _deliver(new InstanceEvent.StopFinished(name, generation, outcome));
            }
        });
    }

    public string? ExplainKill() => _memory.Explain();

    public double NextJitter() => Random.Shared.NextDouble();

    private void Watch(
        ServiceInstance instance, ProbeDefinition definition, Func<string, int, HealthReport, InstanceEvent> message, CancellationToken run)
    {
        var (name, generation) = (instance.Name, instance.Generation);
        if (definition.Check is not NotifyCheck || !_notifyProbes.Remove(name, out var probe))
            probe = definition.Check is EngineCheck ? _engines.Probe(instance.Spec) : ProbeFactory.Create(definition.Check, Context(instance));
        if (definition == instance.Definition.Readiness)
            probe = OwnListenerProbe.Wrap(probe, definition.Check, instance.Spec, instance.Root, instance.InstanceId, _options.Inspector, _listeners);
        Run(name, async () =>
        {
            try
            {
                var reports = ProbeRunner.RunAsync(probe, definition, definition.SteadyPeriod, _options.TimeProvider, run);
                await foreach (var report in reports.ConfigureAwait(false)) _deliver(message(name, generation, report));
            }
            finally
            {
                if (probe is IAsyncDisposable disposable) await disposable.DisposeAsync().ConfigureAwait(false);
            }
        });
    }

    private TrackedLog KeepLogs(ServiceInstance instance)
    {
        var (name, generation) = (instance.Name, instance.Generation);
        var log = new TrackedLog
        {
            Path = instance.Spec.LogPath,
            ErrorPath = instance.Spec.ErrorLogPath,
            Definition = instance.Definition.Log,
            Name = name,
            Replica = instance.Spec.Replica,
            RunStart = instance.LogOffset,
            ErrorRunStart = instance.ErrorLogOffset,
            Warn = text => _deliver(new InstanceEvent.Warned(name, generation, text)),
        };
        _options.Logs?.Track(log);
        return log;
    }

    private static long Length(string? log) => log is not null && File.Exists(log) ? new FileInfo(log).Length : 0;

    private ProbeContext Context(ServiceInstance instance) => new()
    {
        WorkingDirectory = instance.Definition.WorkingDirectory,
        Environment = instance.Spec.Environment,
        Shell = instance.Spec.Shell,
        ExecRunner = _exec,
        LogPath = instance.Spec.LogPath,
        LogOffset = instance.LogOffset,
        ErrorLogPath = instance.Spec.ErrorLogPath,
        ErrorLogOffset = instance.ErrorLogOffset,
        StartedAt = instance.StartedAt ?? default,
        NotifySocket = NotifySocket(instance),
        TimeProvider = _options.TimeProvider,
    };

    private string? NotifySocket(ServiceInstance instance)
    {
        if (instance.Definition.Readiness?.Check is not NotifyCheck && instance.Definition.Liveness?.Check is not NotifyCheck) return null;
        if (instance.InstanceId is null) return null;
        return SupervisorEndpoint.NotifySocket(_options.Paths, _options.Project, instance.Name, instance.InstanceId!);
    }

    // Of a start that failed before anybody listened to it.
    private void DropNotifyProbe(string name)
    {
        if (_notifyProbes.Remove(name, out var probe) && probe is IAsyncDisposable disposable) Run(name, async () => await disposable.DisposeAsync().ConfigureAwait(false));
    }

    private void Run(string service, Func<Task> step) => _ = Task.Run(async () =>
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run that the step belonged to is over.
        }
        catch (Exception e)
        {
            Log.StepFailed(_log, service, e.ToString());
        }
    });
}
