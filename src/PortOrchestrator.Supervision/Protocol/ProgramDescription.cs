namespace PortOrchestrator.Supervision.Protocol;

/// <summary>What a program says of itself when it is asked whether it could supervise a checkout. Immutable.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Handover">The newest form of a handover that it reads.</param>
public sealed record ProgramDescription(string Version, int Handover);
