namespace PortOrchestrator.Sessions;

/// <summary>
/// The process whose end is the end of a session, told apart from every later one with its id, from those of other boots and of other containers.
/// Immutable; equality is by value.
/// </summary>
/// <param name="Pid">The process id.</param>
/// <param name="Started">When it was started: clock ticks after boot on Linux (field 22 of <c>/proc/PID/stat</c>), UTC ticks elsewhere.</param>
/// <param name="BootId">The system's boot id; null where there is none.</param>
/// <param name="PidNamespace">The pid namespace that <paramref name="Pid"/> counts in; null where there is none.</param>
public sealed record SessionOwner(int Pid, long Started, string? BootId = null, string? PidNamespace = null);
