using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Tells the registry of the services' states, in the background, the newest only.</summary>
internal sealed class RegistryReporter : IAsyncDisposable
{
    // While a thousand services start, telling of all of them after every change would take a processor of its own.
    private const int RestPerWork = 9;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    private readonly Channel<IReadOnlyList<ServiceSnapshot>> _queue = Channel.CreateBounded<IReadOnlyList<ServiceSnapshot>>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource _ending = new();
    private readonly Task _work;

    public RegistryReporter(IPortRegistry registry, ProjectIdentity project, TimeProvider time, ILogger log) =>
        _work = Task.Run(() => WorkAsync(registry, project, time, log));

    public void Report(IReadOnlyList<ServiceSnapshot> services) => _queue.Writer.TryWrite(services);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ending.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _ending.Dispose();
    }

    private async Task WorkAsync(IPortRegistry registry, ProjectIdentity project, TimeProvider time, ILogger log)
    {
        await foreach (var services in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var start = time.GetTimestamp();
            try
            {
                await registry.RecordServicesAsync(project, services).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Log.RegistryFailed(log, e.Message);
            }

            var rest = TimeSpan.FromTicks(Math.Clamp((time.GetElapsedTime(start) * RestPerWork).Ticks, ShortestRest.Ticks, LongestRest.Ticks));
            await Task.Delay(rest, time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
