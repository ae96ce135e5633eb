namespace PortOrchestrator.Client;

/// <summary>Keeps a checkout's newest snapshots while it follows its supervisor, and waits for a condition on them.</summary>
internal sealed class SnapshotFollower(SupervisorClient client, IProgress<ServiceSnapshot>? progress) : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, ServiceSnapshot> _services = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _changed = NewSignal();
    private ProjectSnapshot? _last;
    private HashSet<string>? _only;

    /// <summary>Whether the stream ended by itself: the supervisor has ended or is gone.</summary>
    public bool Ended { get; private set; }

    /// <summary>What is known now; null until the first snapshot has come.</summary>
    public ProjectSnapshot? Current
    {
        get
        {
            lock (_gate) return _last is null ? null : _last with { Services = [.. _order.Select(n => _services[n])] };
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            await foreach (var change in client.WatchAsync(linked.Token).ConfigureAwait(false)) Apply(change);
            lock (_gate) Ended = true;
        }
        catch (OperationCanceledException)
        {
            // Whoever waits decides what the end of the time means.
        }
        catch (HttpRequestException)
        {
            lock (_gate) Ended = true;
        }

        Signal();
    }

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    /// <summary>Takes over what is newer than what is known.</summary>
    public void Apply(ProjectSnapshot change)
    {
        lock (_gate)
        {
            _last = change;
            Take(change);
        }

        Signal();
    }

    /// <summary>Takes over a whole picture and forgets services that are not in it: they are no longer part of the project.</summary>
    public void Reset(ProjectSnapshot whole)
    {
        lock (_gate)
        {
            _only = whole.Services.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
            _order.RemoveAll(n => !_only.Contains(n));
            _last = whole;
            Take(whole);
        }

        Signal();
    }

    /// <summary>Waits until the condition holds or the stream ends.</summary>
    /// <returns>False when the time was over first.</returns>
    public async Task<bool> WaitAsync(Func<ProjectSnapshot, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (Ended || (_last is not null && condition(Current!))) return true;
                changed = _changed.Task;
            }

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

    private void Take(ProjectSnapshot change)
    {
        foreach (var service in change.Services)
        {
            if (_only?.Contains(service.Name) == false) continue;
            if (_services.TryGetValue(service.Name, out var known) && known.Version >= service.Version) continue;
            if (known is null) _order.Add(service.Name);
            _services[service.Name] = service;
            progress?.Report(service);
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
