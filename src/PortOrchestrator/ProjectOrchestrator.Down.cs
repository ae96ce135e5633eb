using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    /// <summary>Stops services and everything they started, dependents first; also when the supervisor is dead.</summary>
    /// <param name="options">Which services; all when null.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait; the stop goes on.</param>
    /// <exception cref="PortOrchestratorException">A named service does not exist.</exception>
    public async Task<DownResult> DownAsync(
        DownOptions? options = null, IProgress<ServiceSnapshot>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new DownOptions();
        if (options.Services.Count > 0)
        {
            var known = await GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
            RequireServices(options.Services, known.Services.Select(s => s.Service));
        }

        // An idle supervisor may end at any time; a stop that met a dying one is asked for once more.
        return await SupervisorLostException.RetryAsync(() => StopAsync(options, progress, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Makes a stop that is under way kill what is left at once.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ForceStopAsync(CancellationToken cancellationToken = default)
    {
        using var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (client is not null) await client.ForceStopAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<DownResult> StopAsync(DownOptions options, IProgress<ServiceSnapshot>? progress, CancellationToken cancellationToken)
    {
        using var client = await ClientForStopAsync(cancellationToken).ConfigureAwait(false);
        if (client is null) return new DownResult { Snapshot = await GetSnapshotAsync(cancellationToken).ConfigureAwait(false) };
        using var follower = new SnapshotFollower(client, progress);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = progress is null ? Task.CompletedTask : follower.StartAsync(limit.Token);
        try
        {
            var report = await client.StopAsync(
                new StopCommand
                {
                    Services = options.Services,
                    FirstTier = options.FirstTier,
                    LastTier = options.LastTier,
                    Timeout = options.Timeout,
                    End = options is { Services.Count: 0, FirstTier: 0, LastTier: >= 3 },
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var service in report.Snapshot.Services) progress?.Report(service);
            return new DownResult
            {
                Stopped = report.Stopped,
                LeftRunning = report.LeftRunning,
                Stubborn = report.Stubborn,
                Snapshot = report.Snapshot with { Supervisor = null },
            };
        }
        finally
        {
            follower.Stop();
            await watch.ConfigureAwait(false);
        }
    }

    // A dead supervisor's services are stopped by a new one, which takes them over first.
    private async Task<SupervisorClient?> ClientForStopAsync(CancellationToken cancellationToken)
    {
        if (await ConnectAsync(cancellationToken).ConfigureAwait(false) is { } running) return running;
        return _journal.MayRun(_journal.Read(Project)) ? await StartedClientAsync(cancellationToken).ConfigureAwait(false) : null;
    }
}
