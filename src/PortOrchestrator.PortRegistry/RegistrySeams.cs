using PortOrchestrator.PortRegistry.Allocation;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Probing;

namespace PortOrchestrator.PortRegistry;

/// <summary>What the registry asks the operating system. Immutable.</summary>
internal sealed record RegistrySeams(IPortProbe Probe, ISocketTable Sockets, SystemPorts System, IOwnerInspector Owners)
{
    /// <summary>What Windows keeps back, asked for only when a port was refused.</summary>
    public WindowsPortRanges Windows { get; init; } = new();

    /// <summary>Whether calls that allocate collect in passing.</summary>
    public bool CollectsInPassing { get; init; } = true;

    /// <summary>The real ones.</summary>
    public static RegistrySeams OfThisSystem() => new(PortProbe.ForThisSystem(), SocketTable.ForThisSystem(), SystemPorts.Read(), OwnerInspector.ForThisSystem());
}
