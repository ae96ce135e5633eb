namespace PortOrchestrator.Supervision.Engine;

/// <summary>Whether a pending instance may start. Immutable.</summary>
internal sealed record GateDecision(bool MayStart, string? BlockedBy, IReadOnlyList<string> Warnings)
{
    public static readonly GateDecision Wait = new(false, null, []);

    public static GateDecision Go(IReadOnlyList<string> warnings) => new(true, null, warnings);

    public static GateDecision Blocked(string reason) => new(false, reason, []);
}
