using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Client;

/// <summary>Reads the supervisor's own log, a plain text file whose lines begin with their time.</summary>
internal static class SupervisorLog
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    public static async IAsyncEnumerable<LogLine> ReadAsync(
        string path, LogQuery query, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) yield break;
        var pattern = query.Pattern is null ? null : new Regex(query.Pattern, RegexOptions.CultureInvariant, PatternTimeout);
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var last = new Queue<LogLine>();
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } text)
        {
            var line = Parse(text);
            if (line.Time < query.Since || pattern?.IsMatch(text) == false) continue;
            if (query.Tail is not { } tail)
            {
                yield return line;
                continue;
            }

            last.Enqueue(line);
            if (last.Count > tail) last.Dequeue();
        }

        foreach (var line in last) yield return line;
        while (query.Follow)
        {
            if (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not { } text)
                await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
            else if (pattern?.IsMatch(text) != false)
                yield return Parse(text);
        }
    }

    private static LogLine Parse(string text) => new(
        "supervisor", text, DateTimeOffset.TryParse(text.AsSpan(0, Math.Max(0, text.IndexOf(' ', StringComparison.Ordinal))), null, out var time) ? time : null);
}
