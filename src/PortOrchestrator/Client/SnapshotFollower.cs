namespace PortOrchestrator.Client;

/// <summary>Keeps a checkout's newest snapshots while it follows its supervisor, and waits for a condition on them.</summary>
internal sealed class SnapshotFollower(SupervisorClient client, IProgress<ServiceSnapshot>? progress) : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, ServiceSnapshot> _services = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Queue<ServiceSnapshot> _untold = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _changed = NewSignal();
    private Task _following = Task.CompletedTask;
    private ProjectSnapshot? _last;
    private bool _ended;
    private bool _telling;

    /// <summary>Whether the stream ended by itself: the supervisor has ended or is gone.</summary>
    public bool Ended
    {
        get
        {
            lock (_gate) return _ended;
        }
    }

    /// <summary>All services as far as they are known; null before the first snapshot.</summary>
    public ProjectSnapshot? Current
    {
        get
        {
            lock (_gate) return _last is null ? null : _last with { Services = [.. _order.Select(n => _services[n])] };
        }
    }

    /// <summary>Names of the instances that the supervisor stops and then forgets.</summary>
    public IReadOnlyCollection<string> Leaving { get; init; } = [];

    /// <summary>Begins to follow.</summary>
    public void Start() => _following = Task.Run(FollowAsync);

    /// <summary>Ends the stream and waits until nothing more is told.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Takes over what is newer than what is known.</summary>
    public void Apply(ProjectSnapshot change)
    {
        lock (_gate)
        {
            _last = change;
            foreach (var service in change.Services)
            {
                if (_services.TryGetValue(service.Name, out var known) && known.Version >= service.Version) continue;
                if (known is null) _order.Add(service.Name);
                _services[service.Name] = service;
                if (progress is not null) _untold.Enqueue(service);
            }
        }

        Tell();
        Signal();
    }

    /// <summary>Waits until the condition holds or the stream ends.</summary>
    /// <returns>False when the time was over first.</returns>
    public async Task<bool> WaitAsync(Func<ProjectSnapshot, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate) changed = _changed.Task;
            if (Ended || (Current is { } current && condition(current))) return true;
            try
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            var isFirst = true;
            await foreach (var change in client.WatchAsync(_stop.Token).ConfigureAwait(false))
            {
                if (isFirst) Forget(change);
                isFirst = false;
                Apply(change);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever waits has what it wanted.
            return;
        }
        finally
        {
            if (!_stop.IsCancellationRequested)
            {
                lock (_gate) _ended = true;
                Signal();
            }
        }
    }

    // The first snapshot has everything: of what is leaving, that which is missing in it has gone between the command's answer and now.
    private void Forget(ProjectSnapshot everything)
    {
        var names = everything.Services.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            foreach (var gone in Leaving.Where(n => !names.Contains(n)))
            {
                _order.Remove(gone);
                _services.Remove(gone);
            }
        }
    }

    // In order, one at a time, and outside the lock: what is called may take its time or look at us.
    private void Tell()
    {
        while (true)
        {
            ServiceSnapshot next;
            lock (_gate)
            {
                if (_telling || !_untold.TryDequeue(out next!)) return;
                _telling = true;
            }

            try
            {
                progress!.Report(next);
            }
            finally
            {
                lock (_gate) _telling = false;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        lock (_gate)
        {
            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }
}
