namespace PortOrchestrator.Supervision.Engine;

/// <summary>Whether a pending instance may start. Immutable.</summary>
internal sealed record GateDecision(bool MayStart, string? BlockedBy)
{
    public static readonly GateDecision Go = new(true, null);

    public static readonly GateDecision Wait = new(false, null);

    public static GateDecision Blocked(string reason) => new(false, reason);
}
