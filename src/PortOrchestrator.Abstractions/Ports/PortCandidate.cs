namespace PortOrchestrator.Ports;

/// <summary>One step of a decision: a port that was looked at, why, and what became of it. Immutable.</summary>
/// <param name="Port">The port.</param>
/// <param name="Origin">Why it was looked at.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Owner">Whose allocation stands in the way, when one does.</param>
public sealed record PortCandidate(int Port, PortOrigin Origin, PortCandidateVerdict Verdict, string? Owner = null);
