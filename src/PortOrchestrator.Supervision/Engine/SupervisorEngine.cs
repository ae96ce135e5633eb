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
    private readonly Channel<Action> _mailbox = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<ServiceInstance> _instances = [];
    private readonly Dictionary<string, ServiceInstance> _byName = new(StringComparer.Ordinal);
    private readonly List<StopOperation> _stops = [];
    private readonly List<ChannelWriter<ProjectSnapshot>> _watchers = [];
    private readonly SupervisorOptions _options;
    private readonly EngineEffects _effects;
    private readonly RegistryReporter? _reporter;
    private readonly ILogger _log;
    private readonly Dictionary<string, ServiceSnapshot> _published = new(StringComparer.Ordinal);
    private ILookup<string, ServiceInstance> _byService = Array.Empty<ServiceInstance>().ToLookup(i => i.Name);
    private long _version;
    private int _lingers;
    private bool _ending;

    /// <summary>Creates the engine; <see cref="RunAsync"/> makes it work.</summary>
    /// <param name="options">What it works with.</param>
    public SupervisorEngine(SupervisorOptions options)
    {
        _options = options;
        _log = options.LoggerFactory?.CreateLogger<SupervisorEngine>() ?? (ILogger)NullLogger.Instance;
        _effects = new EngineEffects(options, Deliver, SaveIntent);
        _reporter = options.Registry is { } registry ? new RegistryReporter(registry, options.Project, _log) : null;
    }

    /// <summary>Takes over what an earlier supervisor left, then handles messages until everything is down and nobody watches.</summary>
    /// <param name="cancellationToken">Ends the engine and leaves the services running.</param>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        Adopt();
        Settle();
        try
        {
            await foreach (var message in _mailbox.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                message();
                // Everything that is already waiting is handled before one publication, so that a burst costs one write.
                while (_mailbox.Reader.TryRead(out var next)) next();
                Settle();
                if (_ending) break;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.Leaving(_log, _instances.Count(i => i.IsActive));
        }

        _mailbox.Writer.TryComplete();
        foreach (var watcher in _watchers) watcher.TryComplete();
        foreach (var stop in _stops) stop.Reply.TrySetCanceled(CancellationToken.None);
        if (_reporter is not null) await _reporter.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Starts services that are not active. Answers when the command was taken, not when they are ready.</summary>
    /// <param name="command">Which services and what with.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<UpReply> UpAsync(UpCommand command, CancellationToken cancellationToken = default) =>
        AskAsync(() => HandleUp(command), cancellationToken);

    /// <summary>Stops services, dependents first, and answers when all of them are down.</summary>
    /// <param name="command">Which services.</param>
    /// <param name="cancellationToken">Ends the wait; the stop goes on.</param>
    public async Task<StopReport> StopAsync(StopCommand command, CancellationToken cancellationToken = default)
    {
        var operation = await AskAsync(() => HandleStop(command), cancellationToken).ConfigureAwait(false);
        return await operation.Reply.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes every stop under way kill what is left at once.</summary>
    public void ForceStop() => _mailbox.Writer.TryWrite(_effects.Force);

    /// <summary>All services as they stand.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ProjectSnapshot> GetSnapshotAsync(CancellationToken cancellationToken = default) => AskAsync(FullSnapshot, cancellationToken);

    /// <summary>First all services as they stand, then the changed ones after every change, without a gap, until the engine ends.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<ProjectSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ProjectSnapshot>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        if (!_mailbox.Writer.TryWrite(() => Subscribe(channel.Writer))) yield break;
        try
        {
            await foreach (var snapshot in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return snapshot;
        }
        finally
        {
            _mailbox.Writer.TryWrite(() => _watchers.Remove(channel.Writer));
        }
    }

    /// <summary>Closes the journal. The services run on.</summary>
    public ValueTask DisposeAsync()
    {
        _mailbox.Writer.TryComplete();
        foreach (var instance in _instances) instance.Dispose();
        _effects.Dispose();
        _options.Journal.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> AskAsync<T>(Func<T> question, CancellationToken cancellationToken)
    {
        var reply = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = _mailbox.Writer.TryWrite(() =>
        {
            try
            {
                reply.TrySetResult(question());
            }
            catch (Exception e)
            {
                reply.TrySetException(e);
            }
        });
        if (!taken)
            throw new PortOrchestratorException(ErrorCode.SupervisorUnavailable, "The supervisor is ending. Run the command again to start a new one.");
        return await reply.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Deliver(InstanceEvent message) => _mailbox.Writer.TryWrite(() =>
    {
        if (!_byName.TryGetValue(message.Name, out var instance)) return;
        instance.Handle(message);
        if (message is not InstanceEvent.StopFinished stopped) return;
        foreach (var operation in _stops) operation.Finished(message.Name, stopped.Outcome);
    });

    private void Subscribe(ChannelWriter<ProjectSnapshot> watcher)
    {
        watcher.TryWrite(FullSnapshot());
        _watchers.Add(watcher);
    }

    private ProjectSnapshot FullSnapshot() => Document([.. _instances.Select(Publish)]);

    private ProjectSnapshot Document(IReadOnlyList<ServiceSnapshot> services) => new()
    {
        Project = _options.Project.Name,
        ProjectId = _options.Project.ProjectId,
        Checkout = _options.Project.Checkout,
        Root = _options.Project.Root,
        Supervisor = _options.Self,
        Services = services,
        Version = _version,
    };

    private ServiceSnapshot Publish(ServiceInstance instance)
    {
        if (!instance.Dirty && _published.TryGetValue(instance.Name, out var last)) return last;
        return _published[instance.Name] = instance.Snapshot(_options.Project, ++_version);
    }
}
