namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>Chooses how to probe.</summary>
internal static class PortProbe
{
    /// <summary>The cheapest honest probe that this system has.</summary>
    public static IPortProbe ForThisSystem() => OperatingSystem.IsLinux() ? new LinuxPortProbe() : new SocketPortProbe();
}
