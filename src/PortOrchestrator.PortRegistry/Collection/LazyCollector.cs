using System.Globalization;
using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Collects in passing, since there is no daemon that would: now and then beside calls that allocate, and when ports run out. Thread-safe.</summary>
internal sealed class LazyCollector(Collector collector, RegistryClock clock, ClaimReleaser releaser, bool enabled, ILogger logger)
    : IAsyncDisposable
{
    private const string Turn = "collected_tick";
    private const long Interval = 30_000;

    // Somebody may ask for the ports of a checkout before its folder is there.
    private static readonly TimeSpan Spared = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(2);

    // Nobody can wait until a port has rested when there is no other left; each is still proved free before it is given.
    private readonly ClaimReleaser _restless = new(TimeSpan.Zero, clock);
    private readonly CancellationTokenSource _closing = new();

    private long _due = long.MinValue;
    private Task _running = Task.CompletedTask;

    /// <summary>
    /// Takes the machine's turn to collect, when one is due. Call it inside a write transaction, so that of many processes that allocate
    /// at one instant only one has it.
    /// </summary>
    /// <returns>Whether the caller is to <see cref="Start"/> after its transaction.</returns>
    public bool TakeTurn(RegistryConnection connection)
    {
        var now = clock.Now;
        if (!enabled || now.Tick < _due) return false;
        _due = now.Tick + Interval;
        if (!IsDue(connection, now)) return false;
        connection.Execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES ($key, $value)",
            ("$key", Turn), ("$value", string.Create(CultureInfo.InvariantCulture, $"{now.Tick} {now.BootId}")));
        return true;
    }

    /// <summary>Collects beside the caller.</summary>
    public void Start() => _running = Task.WhenAll(_running, Task.Run(RunAsync));

    /// <summary>Collects at once.</summary>
    /// <returns>Whether ports were freed.</returns>
    public async Task<bool> MakeRoomAsync(CancellationToken cancellationToken) =>
        (await collector.RunAsync(_restless, dryRun: false, TimeSpan.Zero, cancellationToken).ConfigureAwait(false)).Count > 0;

    /// <summary>Waits for what runs, and ends it when that takes long.</summary>
    public async ValueTask DisposeAsync()
    {
        _closing.CancelAfter(LastWait);
        await _running.ConfigureAwait(false);
        // Not disposed: a call that still runs may suggest once more, and there is nothing in it that needs to be freed.
    }

    private async Task RunAsync()
    {
        try
        {
            await collector.RunAsync(releaser, dryRun: false, Spared, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RegistryException or OperationCanceledException or ObjectDisposedException)
        {
            logger.CollectionFailed(e);
        }
    }

    private static bool IsDue(RegistryConnection connection, Moment now)
    {
        if (connection.Text("SELECT value FROM meta WHERE key = $key", ("$key", Turn))?.Split(' ') is not [var tick, var boot]) return true;
        return boot != now.BootId || !long.TryParse(tick, CultureInfo.InvariantCulture, out var last) || now.Tick < last || now.Tick >= last + Interval;
    }
}
