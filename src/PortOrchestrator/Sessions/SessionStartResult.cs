namespace PortOrchestrator.Sessions;

/// <summary>What the start of a session gave. Immutable.</summary>
public sealed record SessionStartResult
{
    /// <summary>How much was done.</summary>
    public required SessionMode Mode { get; init; }

    /// <summary>The session; null when it could not be registered, or was not to be.</summary>
    public SessionInfo? Session { get; init; }

    /// <summary>The services at the end; null when nothing could be found out, or there is nothing that has any.</summary>
    public ProjectSnapshot? Snapshot { get; init; }

    /// <summary>The variables that tell where the services are.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>Whether services are being started in the background that did not run.</summary>
    public bool Started { get; init; }

    /// <summary>Why nothing is started, when it is the user's approval that is missing: one sentence with the cure.</summary>
    public string? NotApproved { get; init; }

    /// <summary>What did not work, one sentence each.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>All that as facts for a coding agent to know: at most 1,500 characters, without secrets and control characters. Empty when nothing was to be done.</summary>
    /// <value>The default value is empty.</value>
    public string Facts { get; init; } = "";
}
