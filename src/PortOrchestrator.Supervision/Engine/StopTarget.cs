using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>What is to be stopped, as it stood when the stop began. Immutable.</summary>
internal sealed record StopTarget(ServiceSpec Spec, ProcessIdentity? Root, string? InstanceId, bool ProcessAlive);
