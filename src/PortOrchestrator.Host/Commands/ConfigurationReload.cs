using PortOrchestrator.Host.Commands.Sessions;

namespace PortOrchestrator.Host.Commands;

/// <summary>Reloads the configuration whenever one of its files has changed, one reload after the other.</summary>
internal sealed class ConfigurationReload(IProjectSession session, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _work = Task.CompletedTask;

    /// <summary>Begins.</summary>
    /// <param name="tell">Told of each reload: what it did, or why it did nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Start(Action<UpResult?, PortOrchestratorException?> tell, CancellationToken cancellationToken) => _work = WorkAsync(tell, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task WorkAsync(Action<UpResult?, PortOrchestratorException?> tell, CancellationToken caller)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, caller);
        var cancellationToken = linked.Token;
        IReadOnlyList<string> files = (await session.LoadAsync(cancellationToken).ConfigureAwait(false)).Definition?.Files ?? [];
        while (!cancellationToken.IsCancellationRequested)
        {
            using var watch = new FileChanges(files, time);
            try
            {
                await watch.WaitAsync(cancellationToken).ConfigureAwait(false);
                tell(await session.ReloadAsync(new UpOptions(), new Progress<ServiceSnapshot>(), cancellationToken).ConfigureAwait(false), null);
                files = (await session.LoadAsync(cancellationToken).ConfigureAwait(false)).Definition?.Files ?? files;
            }
            catch (PortOrchestratorException e)
            {
                tell(null, e);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
