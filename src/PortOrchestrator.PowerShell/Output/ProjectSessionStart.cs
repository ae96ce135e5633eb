using PortOrchestrator.Sessions;

namespace PortOrchestrator.PowerShell.Output;

/// <summary>What the start of a session gave. Immutable.</summary>
public sealed record ProjectSessionStart
{
    /// <summary>How much was done.</summary>
    public SessionMode Mode { get; private init; }

    /// <summary>The session; null when it could not be registered, or was not to be.</summary>
    public ProjectSession? Session { get; private init; }

    /// <summary>The services; empty when there are none, or nothing could be found out.</summary>
    public IReadOnlyList<ServiceSnapshot> Services { get; private init; } = [];

    /// <summary>The variables that tell where the services are.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; private init; } = new Dictionary<string, string>();

    /// <summary>Whether services are being started in the background.</summary>
    public bool Started { get; private init; }

    /// <summary>Whether the user lets sessions start the project's services.</summary>
    public bool Approved { get; private init; }

    /// <summary>All that as facts for a coding agent.</summary>
    public string Facts { get; private init; } = "";

    internal static ProjectSessionStart From(SessionStartResult result) => new()
    {
        Mode = result.Mode,
        Session = result.Session is { } session ? ProjectSession.From(session) : null,
        Services = result.Snapshot?.Services ?? [],
        Variables = result.Variables.ToDictionary(v => v.Key, v => v.Value),
        Started = result.Started,
        Approved = result.NotApproved is null,
        Facts = result.Facts,
    };
}
