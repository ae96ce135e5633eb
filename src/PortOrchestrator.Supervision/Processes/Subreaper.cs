using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Makes this program the parent of orphans among its descendants.</summary>
public static class Subreaper
{
    /// <summary>Enables it for this process (Linux). Use it together with <see cref="ReapScope.AllChildren"/>, or orphans stay zombies.</summary>
    /// <returns>Whether the system has it and has enabled it.</returns>
    public static bool Enable() => OperatingSystem.IsLinux() && LinuxCalls.BecomeSubreaper() == 0;
}
