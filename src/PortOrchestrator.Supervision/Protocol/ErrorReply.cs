namespace PortOrchestrator.Supervision.Protocol;

/// <summary>A supervisor's answer to a request that it refuses. Immutable.</summary>
/// <param name="Code">The error code.</param>
/// <param name="Message">What, where and what to do next.</param>
public sealed record ErrorReply(ErrorCode Code, string Message);
