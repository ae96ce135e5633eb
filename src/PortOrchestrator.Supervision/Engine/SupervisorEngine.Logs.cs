using PortOrchestrator.Supervision.Logs;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    /// <summary>Empties the logs of services, archives included. Those that run write on, and what they write from now on is kept.</summary>
    /// <param name="command">Whose.</param>
    /// <param name="cancellationToken">Ends the wait; what was begun goes on.</param>
    /// <exception cref="PortOrchestratorException">A named service is not known, or a log cannot be changed.</exception>
    public async Task<ClearLogsReply> ClearLogsAsync(ClearLogsCommand command, CancellationToken cancellationToken = default)
    {
        // What is followed has its log with who runs it.
        var logs = await AskAsync(
            () => command.Services.Select(Find).Where(i => !i.IsFollowed).Select(i => (i.Name, i.Spec.LogPath, i.Spec.ErrorLogPath)).ToList(), cancellationToken).ConfigureAwait(false);
        var cleared = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, output, errors) in logs)
            cleared[name] = await LogClearing.ClearAsync(name, output, errors, _options.Logs, cancellationToken).ConfigureAwait(false);
        return new ClearLogsReply(cleared);
    }
}
