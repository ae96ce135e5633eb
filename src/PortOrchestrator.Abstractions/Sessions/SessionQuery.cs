namespace PortOrchestrator.Sessions;

/// <summary>Which sessions; every part that is null matches all. Immutable.</summary>
public sealed record SessionQuery
{
    /// <summary>What they belong to.</summary>
    public SessionAgent? Agent { get; init; }

    /// <summary>The agent's id of the session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The project's id.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The checkout's name.</summary>
    public string? Checkout { get; init; }

    /// <summary>The process id of their owner.</summary>
    public int? OwnerPid { get; init; }

    /// <summary>Whether sessions that have ended are meant as well.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IncludeEnded { get; init; }
}
