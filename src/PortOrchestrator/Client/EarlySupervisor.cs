namespace PortOrchestrator.Client;

/// <summary>A supervisor that is being started before it is known whether it will be needed.</summary>
/// <param name="connecting">Connects to it; null when none is started.</param>
internal sealed class EarlySupervisor(Task<SupervisorClient>? connecting) : IAsyncDisposable
{
    private Task<SupervisorClient>? _connecting = connecting;

    /// <summary>The connection, once; whoever takes it disposes of it.</summary>
    public Task<SupervisorClient>? Take() => Interlocked.Exchange(ref _connecting, null);

    /// <summary>Lets a supervisor that was not needed go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Take() is not { } unused) return;
        try
        {
            using var client = await unused.ConfigureAwait(false);
            await client.DismissAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PortOrchestratorException or OperationCanceledException)
        {
            // What was wrong with a supervisor that nobody needs is nobody's concern.
        }
    }
}
