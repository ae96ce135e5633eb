namespace PortOrchestrator.Client;

/// <summary>A token that is cancelled by the caller or when the time is over.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    public TimeLimit(TimeSpan? limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _timer = limit is { } span ? new CancellationTokenSource(span, time) : new CancellationTokenSource();
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    public CancellationToken Token => _linked.Token;

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
