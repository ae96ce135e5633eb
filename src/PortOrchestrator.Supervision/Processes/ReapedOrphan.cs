namespace PortOrchestrator.Supervision.Processes;

/// <summary>A process that was not started by the launcher, came to it as an orphan, and has ended. Immutable.</summary>
/// <param name="Process">Which process.</param>
/// <param name="ExitCode">Its exit code; 128 + n for signal n.</param>
public sealed record ReapedOrphan(ProcessIdentity Process, int ExitCode);
