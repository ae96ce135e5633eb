using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Reads the logs of many services as one. Thread-safe.</summary>
public static class LogMerger
{
    /// <summary>
    /// Reads what is written in the order of time, as far as the indexes know it, then, with <see cref="LogQuery.Follow"/>, lines as they are written,
    /// those that are seen together in the order of time again.
    /// Lines without a known time stay behind those before them in their own log; logs without any come first, one after the other.
    /// </summary>
    /// <param name="sources">The logs; one that does not exist yet is followed once it does.</param>
    /// <param name="query">Which lines; <see cref="LogQuery.Tail"/> counts per log.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static IAsyncEnumerable<LogLine> ReadAsync(IReadOnlyList<LogSource> sources, LogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(query);
        LogSource[] full = [.. sources.Select(source => source with { Path = Path.GetFullPath(source.Path) })];
        return ReadCoreAsync(full, query, LogStream.ToRegex(query.Pattern), cancellationToken);
    }

    private static async IAsyncEnumerable<LogLine> ReadCoreAsync(
        LogSource[] sources, LogQuery query, Regex? pattern, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var changes = query.Follow ? new LogChanges(sources.Select(source => source.Path)) : null;
        var streams = new List<LogStream>(sources.Length);
        try
        {
            foreach (var source in sources) streams.Add(new LogStream(source, query, pattern));
            foreach (var line in Merge(streams))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return line;
            }

            if (changes is null) yield break;
            using var ending = query.Until.Register(changes.Wake);
            for (var last = false; !last;)
            {
                var changed = await changes.WaitAsync(cancellationToken).ConfigureAwait(false);
                last = query.Until.IsCancellationRequested;
                var grown = last ? streams : streams.FindAll(stream => changed.Contains(stream.Path));
                foreach (var stream in grown)
                {
                    if (last) stream.Finish();
                    else stream.Refresh();
                }

                foreach (var line in Merge(grown))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return line;
                }
            }
        }
        finally
        {
            foreach (var stream in streams) stream.Dispose();
        }
    }

    private static IEnumerable<LogLine> Merge(List<LogStream> streams)
    {
        if (streams is [var only])
        {
            while (only.Next() is { } line) yield return line;
            yield break;
        }

        var heads = new PriorityQueue<LogLine, (DateTimeOffset Time, int Source)>();
        for (var i = 0; i < streams.Count; i++) Enqueue(i, DateTimeOffset.MinValue);
        while (heads.TryDequeue(out var line, out var place))
        {
            yield return line;
            Enqueue(place.Source, place.Time);
        }

        void Enqueue(int source, DateTimeOffset before)
        {
            if (streams[source].Next() is { } line) heads.Enqueue(line, (line.Time ?? before, source));
        }
    }
}
