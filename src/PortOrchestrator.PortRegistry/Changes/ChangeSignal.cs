namespace PortOrchestrator.PortRegistry.Changes;

/// <summary>Wakes everybody who waits for it. Thread-safe.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = New();
    private int _waiting;

    /// <summary>
    /// Ends at the next <see cref="Raise"/>. Whoever takes it before looking for news, and waits for it when there are none, misses nothing.
    /// </summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes everybody who waits.</summary>
    public void Raise()
    {
        // Most registries are never watched, and then every write would make a task for nobody.
        if (Volatile.Read(ref _waiting) > 0) Interlocked.Exchange(ref _next, New()).TrySetResult();
    }

    /// <summary>Counts somebody in who is about to take <see cref="Next"/>.</summary>
    public void Join() => Interlocked.Increment(ref _waiting);

    /// <summary>Counts somebody out.</summary>
    public void Leave() => Interlocked.Decrement(ref _waiting);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
