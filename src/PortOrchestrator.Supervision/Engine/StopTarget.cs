using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>What is to be stopped, as it stood when the stop began. Immutable.</summary>
/// <param name="Spec">What was started.</param>
/// <param name="Root">Its first process, dead or alive.</param>
/// <param name="InstanceId">The mark in the environment of its processes.</param>
/// <param name="ProcessAlive">Whether the first process lives.</param>
/// <param name="Launched">Whether its command has ended well and left the service elsewhere.</param>
internal sealed record StopTarget(ServiceSpec Spec, ProcessIdentity? Root, string? InstanceId, bool ProcessAlive, bool Launched)
{
    /// <summary>The terminal that it runs on; null when it has none.</summary>
    public ServiceTerminal? Terminal { get; init; }
}
