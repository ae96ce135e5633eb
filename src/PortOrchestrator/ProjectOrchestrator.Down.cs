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
        if (Project.Scope == ServiceScope.Machine && options.Services.Count == 0) return await ReleaseMachineAsync(options, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> services = [];
        if (options.Services.Count > 0)
        {
            var known = await GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
            services = [.. Select(known, options.Services).Select(s => s.Name)];
        }

        var command = new StopCommand
        {
            Services = services,
            FirstTier = options.FirstTier,
            LastTier = options.LastTier,
            Timeout = options.Timeout,
            End = options is { Services.Count: 0, FirstTier: 0, LastTier: >= 3 },
        };
        var report = await StopAsync(command, progress, cancellationToken).ConfigureAwait(false);
        if (report is null) return await ReleaseSharedAsync(new DownResult { Snapshot = await GetSnapshotAsync(cancellationToken).ConfigureAwait(false) }, options, cancellationToken).ConfigureAwait(false);
        var result = new DownResult
        {
            Stopped = report.Stopped,
            LeftRunning = report.LeftRunning,
            Stubborn = report.Stubborn,
            Snapshot = command.End ? report.Snapshot with { Supervisor = null } : report.Snapshot,
        };
        return await ReleaseSharedAsync(result, options, cancellationToken).ConfigureAwait(false);
    }

    private Task<StopReport?> StopAsync(StopCommand command, IProgress<ServiceSnapshot>? progress, CancellationToken cancellationToken) => AskForStopAsync(
        async client =>
        {
            var follower = new SnapshotFollower(client, progress);
            await using var following = follower.ConfigureAwait(false);
            if (progress is not null)
            {
                follower.Start();
                // What is told is what changes from now on, however quickly everything stops.
                await follower.WaitAsync(static _ => true, cancellationToken).ConfigureAwait(false);
            }

            var report = await client.StopAsync(command, cancellationToken).ConfigureAwait(false);
            follower.Apply(report.Snapshot);
            return report;
        },
        cancellationToken);

    // A supervisor that ends just now has nothing to stop, unless it was killed: then a new one is asked.
    private async Task<StopReport?> AskForStopAsync(Func<SupervisorClient, Task<StopReport>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var client = await ClientForStopAsync(cancellationToken).ConfigureAwait(false);
            if (client is null) return null;
            try
            {
                return await ask(client).ConfigureAwait(false);
            }
            catch (PortOrchestratorException e) when (attempt < MostAskedSupervisors && e.Code == ErrorCode.SupervisorUnavailable)
            {
                await Task.Delay(EndingPause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes a stop that is under way kill what is left at once.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ForceStopAsync(CancellationToken cancellationToken = default)
    {
        using var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (client is not null) await client.ForceStopAsync(cancellationToken).ConfigureAwait(false);
    }

    // A dead supervisor's services are stopped by a new one, which takes them over first.
    private async Task<SupervisorClient?> ClientForStopAsync(CancellationToken cancellationToken)
    {
        if (await ConnectAsync(cancellationToken).ConfigureAwait(false) is { } running) return running;
        return Journal.MayHaveSomethingToStop(Journal.Read(Project)) ? await StartedClientAsync(cancellationToken).ConfigureAwait(false) : null;
    }
}
