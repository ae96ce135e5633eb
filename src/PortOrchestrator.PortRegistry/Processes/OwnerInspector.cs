namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>Chooses how to look for owners.</summary>
internal static class OwnerInspector
{
    /// <summary>The inspector for this system.</summary>
    public static IOwnerInspector ForThisSystem() =>
        OperatingSystem.IsLinux() ? new LinuxOwnerInspector(ThisSystem.BootId(), ThisSystem.PidNamespace()) : new ClockOwnerInspector();
}
