using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Model;

/// <summary>A made-up process.</summary>
/// <param name="Identity">Which process.</param>
/// <param name="Service">The instance that it was started for.</param>
/// <param name="InstanceId">The mark in its environment.</param>
/// <param name="IsFirst">Whether the supervisor started it, not another process of the service.</param>
internal sealed record ModelProcess(ProcessIdentity Identity, string Service, string InstanceId, bool IsFirst)
{
    /// <summary>It hangs in the kernel: no signal ends it.</summary>
    public bool Immortal { get; init; }
}
