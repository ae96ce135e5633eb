namespace PortOrchestrator.Supervision.Logs;

/// <summary>Which lines of a service's log. Immutable.</summary>
public sealed record LogQuery
{
    /// <summary>Only the last so many lines.</summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    public int? Tail { get; init; }

    /// <summary>
    /// Only lines written since, by the index beside the log. Where there is none, an archive or live file counts as written
    /// when it was last written to, so that more lines may come, but never fewer.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only lines that match this regular expression.</summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    public string? Pattern { get; init; }

    /// <summary>Whether to go on with lines as they are written, until cancelled or <see cref="Until"/>.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Follow { get; init; }

    /// <summary>With <see cref="Follow"/>: ends the reading once what is written by then has been given, a last line without an end included.</summary>
    /// <value>The default value never ends it.</value>
    public CancellationToken Until { get; init; }

    /// <summary>Where to begin, in bytes of the log's whole life; overrides <see cref="Tail"/> and <see cref="Since"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public long? Offset { get; init; }
}
