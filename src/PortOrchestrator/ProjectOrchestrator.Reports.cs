using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    private const int MostAskedSupervisors = 5;

    // One that ends answers for some milliseconds more.
    private static readonly TimeSpan EndingPause = TimeSpan.FromMilliseconds(50);

    private List<ServiceFailure> Failures(ProjectSnapshot snapshot, IReadOnlyCollection<string> names) => Describe(
        [.. snapshot.Services.Where(s => names.Contains(s.Name) && s.State is ServiceState.Failed or ServiceState.Skipped or ServiceState.Stopped)]);

    private List<ServiceFailure> Describe(IReadOnlyList<ServiceSnapshot> services)
    {
        if (services.Count == 0) return [];
        var offsets = Journal.Read(Project).ToDictionary(e => e.Snapshot.Name, e => (e.LogOffset, e.ErrorLogOffset), StringComparer.Ordinal);
        return [.. services.Select(s => Failure(s, offsets.GetValueOrDefault(s.Name)))];
    }

    private static ServiceFailure Failure(ServiceSnapshot service, (long Output, long Errors) runStart) => new()
    {
        Service = service.Name,
        State = service.State,
        Required = service.Required,
        Reason = service.Reason,
        ExitCode = service.ExitCode,
        LogPath = service.LogPath,
        LastLines = service.State == ServiceState.Failed ? LastLines(service, runStart.Output, runStart.Errors) : [],
    };

    // What it said last is more likely to be on standard error.
    private static List<string> LastLines(ServiceSnapshot service, long output, long errors)
    {
        var last = LogTail.Read(service.ErrorLogPath, errors);
        return [.. LogTail.Read(service.LogPath, output).Concat(last).TakeLast(LogTail.Lines)];
    }

    // The supervisor that answers may be about to end; then a new one is asked.
    private static async Task<(SupervisorClient Client, T Reply)> AskSupervisorAsync<T>(
        Func<CancellationToken, Task<SupervisorClient>> connect, Func<SupervisorClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var client = await connect(cancellationToken).ConfigureAwait(false);
            try
            {
                return (client, await ask(client, cancellationToken).ConfigureAwait(false));
            }
            catch (PortOrchestratorException e) when (attempt < MostAskedSupervisors && e.Code == ErrorCode.SupervisorUnavailable)
            {
                client.Dispose();
                await Task.Delay(EndingPause, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                client.Dispose();
                throw;
            }
        }
    }

    private async Task<SupervisorClient> StartedClientAsync(CancellationToken cancellationToken)
    {
        if (await ConnectAsync(cancellationToken).ConfigureAwait(false) is { } running) return running;
        var settings = (await _surroundings.Settings.ReadAsync(cancellationToken).ConfigureAwait(false)).Settings;
        var starting = new SupervisorStarter(Paths, ProgramLocator.Locate(_surroundings.Options.ProgramPath)).StartAsync(Project, SupervisorSettings.Of(settings), cancellationToken);
        await Task.WhenAll(starting, Task.Run(SupervisionJson.Prepare, CancellationToken.None)).ConfigureAwait(false);
        return await ConnectAsync(cancellationToken).ConfigureAwait(false) ?? throw new PortOrchestratorException(
            ErrorCode.SupervisorUnavailable, $"The supervisor was started and ended at once. Its log '{Paths.SupervisorLog(Project)}' tells why.");
    }
}
