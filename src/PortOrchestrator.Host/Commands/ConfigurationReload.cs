using PortOrchestrator.Host.Commands.Sessions;

namespace PortOrchestrator.Host.Commands;

/// <summary>Reloads the configuration whenever one of its files has changed, one reload after the other.</summary>
internal sealed class ConfigurationReload(IProjectSession session, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private FileChanges? _changes;
    private IReadOnlyList<string> _files = [];
    private Task _work = Task.CompletedTask;

    /// <summary>Begins to watch the files of the configuration as it is now.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken) => Watch(await FilesAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Begins to reload, after <see cref="WatchAsync"/>.</summary>
    /// <param name="tell">Told of each reload: what it did, or why it did nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Start(Action<UpResult?, PortOrchestratorException?> tell, CancellationToken cancellationToken) => _work = WorkAsync(tell, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _changes?.Dispose();
        _end.Dispose();
    }

    private async Task WorkAsync(Action<UpResult?, PortOrchestratorException?> tell, CancellationToken caller)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, caller);
        var cancellationToken = linked.Token;
        try
        {
            while (true)
            {
                await _changes!.WaitAsync(cancellationToken).ConfigureAwait(false);
                do await ReloadAsync(tell, cancellationToken).ConfigureAwait(false);
                // What changed in a file before it was watched was not read.
                while (Watch(await FilesAsync(cancellationToken).ConfigureAwait(false)));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The command ends.
        }
    }

    private async Task ReloadAsync(Action<UpResult?, PortOrchestratorException?> tell, CancellationToken cancellationToken)
    {
        try
        {
            tell(await session.ReloadAsync(new UpOptions(), new Progress<ServiceSnapshot>(), cancellationToken).ConfigureAwait(false), null);
        }
        catch (PortOrchestratorException e)
        {
            tell(null, e);
        }
    }

    // Those of before, as long as the present ones cannot be told.
    private async Task<IReadOnlyList<string>> FilesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = await session.LoadAsync(cancellationToken).ConfigureAwait(false);
            // A broken file may have left out those that it extends, where the error may be.
            return read.Definition is not null ? read.Files : [.. _files.Union(read.Files, StringComparer.Ordinal)];
        }
        catch (PortOrchestratorException)
        {
            // The start or the reload meets the same error and reports it.
            return _files;
        }
    }

    // The same watch goes on while the files are the same, so that no change falls between two.
    private bool Watch(IReadOnlyList<string> files)
    {
        if (_changes is not null && files.SequenceEqual(_files)) return false;
        var changes = new FileChanges(files, time);
        _changes?.Dispose();
        (_changes, _files) = (changes, files);
        return true;
    }
}
