using System.Runtime.CompilerServices;
using PortOrchestrator.Supervision.Logs;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    /// <summary>
    /// Empties the logs of services, archives included, whether or not they run; what they write from now on is kept. Further files (<c>log_location</c>)
    /// stay as they are. Whoever follows a log is told of what it has not seen.
    /// </summary>
    /// <param name="services">Whose; all of the checkout's own when empty. A shared one is emptied for all who use it, and only when it is named.</param>
    /// <param name="cancellationToken">Ends the wait; what was begun goes on.</param>
    /// <returns>How many bytes of each instance's log were dropped.</returns>
    /// <exception cref="PortOrchestratorException">There is no such service, or a log cannot be changed (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public async Task<IReadOnlyDictionary<string, long>> ClearLogsAsync(IReadOnlyList<string> services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        var known = await GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var wanted = services.Count == 0 ? known.Services.Where(s => s.Scope <= Project.Scope) : Select(known, services);
        var cleared = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (runner, logged) in ByRunner(wanted.Where(s => s.LogPath is not null)))
        {
            foreach (var (name, bytes) in await runner.ClearOwnLogsAsync(logged, cancellationToken).ConfigureAwait(false)) cleared[name] = bytes;
        }

        return cleared;
    }

    /// <summary>Reads logs, of several services merged by time. Needs no supervisor.</summary>
    /// <param name="services">Which; all when empty.</param>
    /// <param name="query">Which lines, and whether to follow.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="PortOrchestratorException">A named service does not exist.</exception>
    public async IAsyncEnumerable<LogLine> ReadLogsAsync(
        IReadOnlyList<string> services, LogQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var snapshot = await GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var wanted = services.Count == 0 ? snapshot.Services : Select(snapshot, services);
        var sources = wanted.Where(s => s.LogPath is not null).SelectMany(LogSources).DistinctBy(s => s.Path).ToList();
        await foreach (var line in LogMerger.ReadAsync(sources, query ?? new LogQuery(), cancellationToken).ConfigureAwait(false)) yield return line;
    }

    /// <summary>Reads the log of the project's supervisor; nothing when there was none yet.</summary>
    /// <param name="query">Which lines, and whether to follow.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<LogLine> ReadSupervisorLogAsync(LogQuery? query = null, CancellationToken cancellationToken = default) =>
        SupervisorLog.ReadAsync(Paths.SupervisorLog(Project), query ?? new LogQuery(), cancellationToken);

    private static IEnumerable<LogSource> LogSources(ServiceSnapshot service)
    {
        yield return new LogSource(service.Name, service.LogPath!);
        if (service.ErrorLogPath is { } errors) yield return new LogSource(service.Name, errors, IsError: true);
    }

    // Who keeps a log empties it. Where nobody does, nobody is in the way.
    private async Task<IReadOnlyDictionary<string, long>> ClearOwnLogsAsync(IReadOnlyList<ServiceSnapshot> services, CancellationToken cancellationToken)
    {
        var cleared = new Dictionary<string, long>(StringComparer.Ordinal);
        using (var client = await ConnectAsync(cancellationToken).ConfigureAwait(false))
        {
            if (client is not null)
            {
                foreach (var (name, bytes) in await AskToClearAsync(client, services, cancellationToken).ConfigureAwait(false)) cleared[name] = bytes;
            }
        }

        foreach (var service in services.Where(s => !cleared.ContainsKey(s.Name)))
            cleared[service.Name] = await LogClearing.ClearAsync(service.Name, service.LogPath!, service.ErrorLogPath, null, cancellationToken).ConfigureAwait(false);
        return cleared;
    }

    private static async Task<IReadOnlyDictionary<string, long>> AskToClearAsync(
        SupervisorClient client, IReadOnlyList<ServiceSnapshot> services, CancellationToken cancellationToken)
    {
        try
        {
            var command = new ClearLogsCommand(await SupervisedAsync(client, services, cancellationToken).ConfigureAwait(false));
            return command.Services.Count == 0 ? new Dictionary<string, long>() : (await client.ClearLogsAsync(command, cancellationToken).ConfigureAwait(false)).Cleared;
        }
        catch (PortOrchestratorException e) when (e.Code == ErrorCode.SupervisorUnavailable)
        {
            // It has just ended, so nobody keeps them any more.
            return new Dictionary<string, long>();
        }
    }
}
