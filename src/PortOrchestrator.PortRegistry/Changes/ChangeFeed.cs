using System.Runtime.CompilerServices;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Changes;

/// <summary>Follows the changes that are written down in the file, by whatever process. Thread-safe; any number of readers.</summary>
/// <param name="database">The file.</param>
/// <param name="watch">Begins to raise the database's signal at writes of other processes.</param>
/// <param name="time">Measures the waits.</param>
internal sealed class ChangeFeed(RegistryDatabase database, Func<RegistryFolder> watch, TimeProvider time) : IDisposable
{
    /// <summary>How often a reader looks without having been told to: the net for systems whose watch loses events or does not work.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private const int Batch = 256;

    // The log is written, and its writing told, a moment before the transaction in it counts.
    private static readonly TimeSpan[] Settling = [TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250)];

    private readonly Lazy<RegistryFolder> _folder = new(watch);

    /// <inheritdoc cref="IPortRegistry.WatchAsync"/>
    public IAsyncEnumerable<PortChange> WatchAsync(long? after, CancellationToken cancellationToken)
    {
        // Read now and not when the stream is first asked for something: "from now on" means from this call on.
        var start = database.ReadAsync(c => Start(c, after), cancellationToken);
        return FollowAsync(start, cancellationToken);
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated) _folder.Value.Dispose();
        database.Changed.Raise();
    }

    private async IAsyncEnumerable<PortChange> FollowAsync(Task<long> start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await start.ConfigureAwait(false);
        _ = _folder.Value;
        database.Changed.Join();
        try
        {
            for (var quiet = Settling.Length; ;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var news = database.Changed.Next;
                var changes = await database.ReadAsync(c => ChangeTable.After(c, last, Batch), cancellationToken).ConfigureAwait(false);
                foreach (var change in changes)
                {
                    yield return change;
                    last = change.Sequence;
                }
                if (changes.Count > 0)
                {
                    quiet = 0;
                    continue;
                }
                quiet = await IsToldAsync(news, quiet < Settling.Length ? Settling[quiet] : Period, cancellationToken).ConfigureAwait(false)
                    ? 0
                    : Math.Min(quiet + 1, Settling.Length);
            }
        }
        finally
        {
            database.Changed.Leave();
        }
    }

    private async Task<bool> IsToldAsync(Task news, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(news, Task.Delay(atMost, time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return first == news;
    }

    /// <summary>A number that the file has not reached is of a file that was replaced since: everything in this one is new then.</summary>
    private static long Start(RegistryConnection connection, long? after) =>
        ChangeTable.Last(connection) is var last && after is { } known ? (known > last ? 0 : known) : last;
}
