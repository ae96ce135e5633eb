using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>
/// Supervises the services of one checkout. All state is owned by one mailbox: calls, exits, check results and timers are
/// messages that are handled one after the other, and every change is journalled and published. Thread-safe.
/// </summary>
public sealed partial class SupervisorEngine : IAsyncDisposable
{
    private const int LongestBurst = 256;

    // While something starts or stops, the next burst of work is near, and must not meet a supervisor that makes itself small.
    private const int UnderWayFactor = 20;

    private readonly Channel<EngineMessage> _mailbox = Channel.CreateUnbounded<EngineMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<ServiceInstance> _instances = [];
    private readonly Dictionary<string, ServiceInstance> _byName = new(StringComparer.Ordinal);
    private readonly List<StopOperation> _stops = [];
    private readonly List<SnapshotSubscription> _watchers = [];
    private readonly SupervisorOptions _options;
    private readonly IEngineEffects _effects;
    private readonly RegistryReporter? _reporter;
    private readonly ITimer? _rest;
    private readonly FileWatches _files;
    private readonly ConfigurationReloads _reloads;
    private readonly SessionWatch? _sessions;
    private readonly ILogger _log;
    private readonly Dictionary<string, ServiceSnapshot> _published = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leaving = new(StringComparer.Ordinal);
    private IReadOnlyList<ReplicaScale> _scales = [];
    private ILookup<string, ServiceInstance> _byService = Array.Empty<ServiceInstance>().ToLookup(i => i.Name);
    private long _version;
    private long _starts;
    private int _lingers;
    private bool _lingering;
    private bool _ending;
    private bool _commanded;
    private bool _projectEnded;
    private bool _resumed;

    /// <summary>Creates the engine; <see cref="RunAsync"/> makes it work.</summary>
    /// <param name="options">What it works with.</param>
    public SupervisorEngine(SupervisorOptions options)
        : this(options, (deliver, saveIntent) => new EngineEffects(options, deliver, saveIntent))
    {
    }

    internal SupervisorEngine(SupervisorOptions options, Func<Action<InstanceEvent>, Action<ServiceInstance>, IEngineEffects> effects)
    {
        _options = options;
        _log = options.LoggerFactory?.CreateLogger<SupervisorEngine>() ?? (ILogger)NullLogger.Instance;
        _effects = effects(Deliver, SaveIntent);
        if (options.Resting is { } rest)
            _rest = options.TimeProvider.CreateTimer(_ => rest(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _files = new FileWatches(options.FileWatcher, options.TimeProvider, HearFileChange, HearWatchProblem);
        _reloads = new ConfigurationReloads(options, Post, watch => WriteSafely(() => _options.Journal.SaveConfigurationWatch(watch)), _log);
        _sessions = options.Sessions is { } sessions ? new SessionWatch(sessions, options, Post, HearUsage, _log) : null;
        _reporter = options.Registry is { } registry ? new RegistryReporter(registry, options.Project, options.TimeProvider, _log) : null;
    }

    /// <summary>Takes over what an earlier supervisor left, then handles messages until everything is down and nobody watches.</summary>
    /// <param name="cancellationToken">Ends the engine and leaves the services running.</param>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        Begin();
        try
        {
            while (await _mailbox.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && HandleBurst())
            {
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.Leaving(_log, _instances.Count(i => i.IsActive));
        }

        Finish();
        if (_reporter is not null) await _reporter.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Takes over what an earlier supervisor left.</summary>
    internal void Begin()
    {
        Adopt();
        Attempt(Settle);
        LookAtSessions();
        if (_options.ResumesAtOnce) Resume();
        else _ = ResumeLaterAsync();
    }

    /// <summary>Handles what is waiting, then publishes once, so that a burst costs one write. Returns whether the engine goes on.</summary>
    internal bool HandleBurst()
    {
        for (var i = 0; i < LongestBurst && _mailbox.Reader.TryRead(out var message); i++) Attempt(message.Handle);
        Attempt(Settle);
        return !_ending && !_handsOver;
    }

    /// <summary>Tells everybody who still waits that nothing more comes.</summary>
    internal void Finish()
    {
        if (_ending) _reloads.Set(null);
        _mailbox.Writer.TryComplete();
        while (_mailbox.Reader.TryRead(out var unheard)) unheard.Refuse?.Invoke();
        foreach (var watcher in _watchers) watcher.End();
        foreach (var stop in _stops) stop.Reply.TrySetException(IsEnding());
        _handoverAsked?.TrySetException(IsEnding());
    }

    /// <summary>Starts services that are not active. Answers when the command was taken, not when they are ready.</summary>
    /// <param name="command">Which services and what with.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<UpReply> UpAsync(UpCommand command, CancellationToken cancellationToken = default) =>
        AskAsync(() => HandleUp(command), cancellationToken);

    /// <summary>
    /// Brings what runs in line with a changed configuration: what is gone is stopped, what has changed is started again, what is new is
    /// started, all in the order of the dependencies; the rest is left alone. Answers when the command was taken.
    /// </summary>
    /// <param name="command">The configuration.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ReloadReply> ReloadAsync(ReloadCommand command, CancellationToken cancellationToken = default) =>
        AskAsync(() => HandleReload(command), cancellationToken);

    /// <summary>
    /// Takes notice that a session has started or ended. A stop for want of sessions that was decided before is decided anew, so that whoever
    /// registers a session first and then calls this finds services that run on, or that are seen to be stopping.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>All services as they stand.</returns>
    public Task<ProjectSnapshot> HearSessionsAsync(CancellationToken cancellationToken = default) => AskAsync(HearSessions, cancellationToken);

    /// <summary>Takes notice that the configuration was read anew and cannot be used; snapshots tell of it until one can.</summary>
    /// <param name="report">What is wrong with it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task RefuseConfigurationAsync(ConfigurationReport report, CancellationToken cancellationToken = default) =>
        AskAsync(() => HearRefusal(report), cancellationToken);

    /// <summary>Stops services, dependents first, and answers when all of them are down.</summary>
    /// <param name="command">Which services.</param>
    /// <param name="cancellationToken">Ends the wait; the stop goes on.</param>
    public async Task<StopReport> StopAsync(StopCommand command, CancellationToken cancellationToken = default)
    {
        var operation = await AskAsync(() => HandleStop(command), cancellationToken).ConfigureAwait(false);
        return await operation.Reply.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes every stop under way kill what is left at once.</summary>
    public void ForceStop() => Post(_effects.Force);

    /// <summary>Tells that whoever had it started has no command for it: it ends, unless there is something to supervise.</summary>
    public void Dismiss() => Post(() => (_commanded, _ending) = (true, true));

    /// <summary>All services as they stand.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ProjectSnapshot> GetSnapshotAsync(CancellationToken cancellationToken = default) => AskAsync(FullSnapshot, cancellationToken);

    /// <summary>First all services as they stand, then the changed ones after every change, without a gap, until the engine ends.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<ProjectSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var subscription = new SnapshotSubscription();
        if (!_mailbox.Writer.TryWrite(new EngineMessage(() => Subscribe(subscription), subscription.End))) yield break;
        try
        {
            await foreach (var snapshot in subscription.Changes.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return snapshot;
                if (subscription.NeedsEverything) Post(() => subscription.CatchUp(FullSnapshot()));
            }
        }
        finally
        {
            Post(() => _watchers.Remove(subscription));
        }
    }

    /// <summary>Closes the journal. The services run on.</summary>
    public ValueTask DisposeAsync()
    {
        _mailbox.Writer.TryComplete();
        foreach (var instance in _instances) instance.Dispose();
        _rest?.Dispose();
        _files.Dispose();
        _reloads.Dispose();
        _sessions?.Dispose();
        _effects.Dispose();
        _options.Journal.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool IsUnderWay => _instances.Exists(i => i.State is ServiceState.Pending or ServiceState.Starting or ServiceState.Stopping);

    private async Task<T> AskAsync<T>(Func<T> question, CancellationToken cancellationToken)
    {
        var reply = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = _mailbox.Writer.TryWrite(new EngineMessage(Answer, () => reply.TrySetException(IsEnding())));
        if (!taken) throw IsEnding();
        return await reply.Task.WaitAsync(cancellationToken).ConfigureAwait(false);

        void Answer()
        {
            try
            {
                reply.TrySetResult(question());
            }
            catch (Exception e)
            {
                reply.TrySetException(e);
            }
        }
    }

    private void Post(Action step) => _mailbox.Writer.TryWrite(new EngineMessage(step));

    // One broken step must not take all services' supervisor with it: it is a defect, and it is told.
    private void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            Log.MessageFailed(_log, e.ToString());
        }
    }

    private void Deliver(InstanceEvent message) => Post(() =>
    {
        if (!_byName.TryGetValue(message.Name, out var instance) || !instance.Handle(message)) return;
        if (message is not InstanceEvent.StopFinished stopped) return;
        foreach (var operation in _stops) operation.Finished(message.Name, stopped.Outcome);
    });

    private void Subscribe(SnapshotSubscription watcher)
    {
        watcher.Tell(FullSnapshot());
        _watchers.Add(watcher);
    }

    // Whatever is new is published first, so that no version of it is told twice.
    private ProjectSnapshot FullSnapshot()
    {
        Publish();
        return Document([.. _instances.Select(Publish)]);
    }

    private ProjectSnapshot Document(IReadOnlyList<ServiceSnapshot> services) => new()
    {
        Project = _options.Project.Name,
        ProjectId = _options.Project.ProjectId,
        Checkout = _options.Project.Checkout,
        Root = _options.Project.Root,
        Supervisor = _options.Self,
        Services = services,
        Configuration = _reloads.Status,
        Version = _version,
    };

    private ServiceSnapshot Publish(ServiceInstance instance)
    {
        if (!instance.Dirty && _published.TryGetValue(instance.Name, out var last)) return last;
        return _published[instance.Name] = instance.Snapshot(_options.Project, ++_version);
    }
}
