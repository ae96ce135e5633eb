using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>What one decision works with, inside one write transaction. Immutable.</summary>
internal sealed record Step
{
    public required RegistryConnection Connection { get; init; }

    public required PortRequest Request { get; init; }

    /// <summary>The row id of the request's checkout.</summary>
    public required long Checkout { get; init; }

    public required Moment Now { get; init; }

    /// <summary>How a port is proved free.</summary>
    public required IPortProbe Probe { get; init; }

    public required ProjectRanges Ranges { get; init; }

    public PortProtocol Protocol => Request.Protocol;

    /// <summary>What the port is chosen from when no number is written.</summary>
    public PortRange? Range => Request.Range ?? Ranges.Own;
}
