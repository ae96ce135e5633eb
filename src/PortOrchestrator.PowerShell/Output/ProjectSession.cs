using PortOrchestrator.Sessions;

namespace PortOrchestrator.PowerShell.Output;

/// <summary>A session of a shell or coding agent. Immutable.</summary>
public sealed record ProjectSession
{
    /// <summary>Whose it is.</summary>
    public SessionAgent Agent { get; private init; }

    /// <summary>Its id.</summary>
    public string SessionId { get; private init; } = "";

    /// <summary>The project's name.</summary>
    public string Project { get; private init; } = "";

    /// <summary>The checkout's name.</summary>
    public string Checkout { get; private init; } = "";

    /// <summary>The checkout's root folder.</summary>
    public string Root { get; private init; } = "";

    /// <summary>The process whose end is the session's end; null when time alone ends it.</summary>
    public int? OwnerProcessId { get; private init; }

    /// <summary>Whether it goes on.</summary>
    public bool Live { get; private init; }

    /// <summary>When it was first started, UTC.</summary>
    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>When it was last started, cleared, compacted or resumed, UTC.</summary>
    public DateTimeOffset SeenAt { get; private init; }

    /// <summary>When it ends by itself, UTC; null when its process decides.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>When it ended, UTC; null as long as nobody has seen its end.</summary>
    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>How long services run on after it, if it is the last one.</summary>
    public TimeSpan Grace { get; private init; }

    internal static ProjectSession From(SessionInfo session) => new()
    {
        Agent = session.Agent,
        SessionId = session.SessionId,
        Project = session.Project.Name,
        Checkout = session.Project.Checkout,
        Root = session.Project.Root,
        OwnerProcessId = session.Owner?.Pid,
        Live = session.IsLive,
        StartedAt = session.StartedAt,
        SeenAt = session.SeenAt,
        ExpiresAt = session.ExpiresAt,
        EndedAt = session.EndedAt,
        Grace = session.Grace,
    };
}
