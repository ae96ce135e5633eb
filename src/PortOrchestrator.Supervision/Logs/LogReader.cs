using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Reads the log of a service: its archives, then the live file. Thread-safe.</summary>
public static class LogReader
{
    private const int Block = 64 * 1024;
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Reads lines. A last line without an end is given, too, unless the log is followed: then once it has one.</summary>
    /// <param name="path">The live file; it need not exist yet.</param>
    /// <param name="instanceName">The name that the lines carry.</param>
    /// <param name="query">Which lines; <see cref="LogQuery.Since"/> is not applied here.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    public static IAsyncEnumerable<LogLine> ReadAsync(string path, string instanceName, LogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var pattern = query.Pattern is null ? null : new Regex(query.Pattern, RegexOptions.CultureInvariant, PatternTimeout);
        return ReadCoreAsync(Path.GetFullPath(path), instanceName, query, pattern, cancellationToken);
    }

    private static async IAsyncEnumerable<LogLine> ReadCoreAsync(
        string path, string name, LogQuery query, Regex? pattern, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Watching begins before the first look, so that nothing is written unseen between the two.
        using var changes = query.Follow ? new LogChanges(path) : null;
        var log = new LogBytes(path);
        var splitter = new LineSplitter();
        var offset = query.Offset ?? (query.Tail is { } tail && pattern is null ? LogTail.Find(log, tail) : log.Start);
        // With a pattern only reading shows which lines are the last that match.
        var last = query is { Offset: null, Tail: not null } && pattern is not null ? new Queue<LogLine>() : null;
        var buffer = new byte[Block];
        var lines = new List<string>();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = log.Read(ref offset, buffer);
            if (read > 0)
            {
                offset += read;
                splitter.Add(buffer.AsSpan(0, read), lines);
            }
            else if (!query.Follow && splitter.Flush() is { } rest)
            {
                lines.Add(rest);
            }

            foreach (var line in lines)
            {
                if (pattern is not null && !Matches(pattern, line)) continue;
                var found = new LogLine(name, line);
                if (last is null)
                {
                    yield return found;
                    continue;
                }

                last.Enqueue(found);
                if (last.Count > query.Tail) last.Dequeue();
            }

            lines.Clear();
            if (read > 0) continue;
            while (last?.TryDequeue(out var found) == true) yield return found;
            last = null;
            if (changes is null) yield break;
            await changes.WaitAsync(cancellationToken).ConfigureAwait(false);
            log.Refresh();
            // Somebody emptied the file.
            if (log.End < offset) offset = log.Start;
        }
    }

    private static bool Matches(Regex pattern, string line)
    {
        try
        {
            return pattern.IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
