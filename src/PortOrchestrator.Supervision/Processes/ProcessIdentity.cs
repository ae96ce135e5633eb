namespace PortOrchestrator.Supervision.Processes;

/// <summary>A process that cannot be mistaken for a later one with the same id. Immutable; equality is by value.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="StartTime">When it was started, in the system's own unit (Linux: clock ticks after boot, field 22 of /proc/PID/stat).</param>
/// <param name="BootId">Which boot of the system it belongs to.</param>
public sealed record ProcessIdentity(int Pid, long StartTime, string BootId);
