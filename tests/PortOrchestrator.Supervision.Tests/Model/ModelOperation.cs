using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Model;

/// <summary>Something that a supervisor has begun and that has not ended yet.</summary>
internal sealed record ModelOperation(
    string Name, int Generation, ModelOperationKind Kind, ProcessIdentity? Root, string? InstanceId, CancellationToken Run);
