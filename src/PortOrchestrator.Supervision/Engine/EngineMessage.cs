namespace PortOrchestrator.Supervision.Engine;

/// <summary>A step for the mailbox, and what to do instead when the engine ends before its turn.</summary>
/// <param name="Handle">Runs in the mailbox.</param>
/// <param name="Refuse">Tells whoever waits that it will not be handled; null when nobody waits.</param>
internal sealed record EngineMessage(Action Handle, Action? Refuse = null);
