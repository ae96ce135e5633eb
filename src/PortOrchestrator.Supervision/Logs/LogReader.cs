using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Reads the log of a service: its archives, then the live file. Thread-safe.</summary>
public static class LogReader
{
    /// <summary>
    /// Reads lines. A last line without an end is given, too, unless the log is followed: then once it has one.
    /// A line's time and <see cref="LogQuery.Since"/> come from the index beside the log; what no index knows has no time,
    /// and counts as written when its file was last written to.
    /// </summary>
    /// <param name="path">The live file; neither it nor its folder need exist yet.</param>
    /// <param name="instanceName">The name that the lines carry.</param>
    /// <param name="query">Which lines.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static IAsyncEnumerable<LogLine> ReadAsync(string path, string instanceName, LogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadCoreAsync(new LogSource(instanceName, Path.GetFullPath(path)), query, LogStream.ToRegex(query.Pattern), cancellationToken);
    }

    private static async IAsyncEnumerable<LogLine> ReadCoreAsync(
        LogSource source, LogQuery query, Regex? pattern, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Watching begins before the first look, so that nothing is written unseen between the two.
        using var changes = query.Follow ? new LogChanges([source.Path]) : null;
        using var stream = new LogStream(source, query, pattern);
        using var ending = query.Until.Register(() => changes?.Wake());
        for (var last = false; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (stream.Next() is { } line)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return line;
            }

            if (changes is null || last) yield break;
            await changes.WaitAsync(cancellationToken).ConfigureAwait(false);
            last = query.Until.IsCancellationRequested;
            if (last) stream.Finish();
            else stream.Refresh();
        }
    }
}
