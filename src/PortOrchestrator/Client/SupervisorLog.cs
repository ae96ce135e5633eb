using System.Runtime.CompilerServices;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Client;

/// <summary>Reads the supervisor's own log, a plain text file whose lines begin with their time.</summary>
internal static class SupervisorLog
{
    public static async IAsyncEnumerable<LogLine> ReadAsync(
        string path, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Its times are in its lines, which are in their order, so that the last of those since then are among the last of all.
        await foreach (var line in LogReader.ReadAsync(path, "supervisor", query with { Since = null }, cancellationToken).ConfigureAwait(false))
        {
            var time = TimeOf(line.Text);
            if (time is null || query.Since is null || time >= query.Since) yield return line with { Time = time };
        }
    }

    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParse(text.AsSpan(0, Math.Max(0, text.IndexOf(' ', StringComparison.Ordinal))), null, out var time) ? time : null;
}
