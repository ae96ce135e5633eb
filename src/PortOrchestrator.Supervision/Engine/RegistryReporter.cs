using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Tells the registry of the services' states, in the background, the newest only.</summary>
internal sealed class RegistryReporter : IAsyncDisposable
{
    private readonly Channel<IReadOnlyList<ServiceSnapshot>> _queue = Channel.CreateBounded<IReadOnlyList<ServiceSnapshot>>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Task _work;

    public RegistryReporter(IPortRegistry registry, ProjectIdentity project, ILogger log) => _work = Task.Run(() => WorkAsync(registry, project, log));

    public void Report(IReadOnlyList<ServiceSnapshot> services) => _queue.Writer.TryWrite(services);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _work.ConfigureAwait(false);
    }

    private async Task WorkAsync(IPortRegistry registry, ProjectIdentity project, ILogger log)
    {
        await foreach (var services in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await registry.RecordServicesAsync(project, services).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Log.RegistryFailed(log, e.Message);
            }
        }
    }
}
