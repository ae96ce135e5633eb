namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Ports that Windows keeps back. Immutable.</summary>
/// <param name="Ports">The ports.</param>
/// <param name="Administered">Whether an administrator excluded them: such ports are only kept out of automatic assignment, and can be listened on.</param>
internal sealed record ExcludedRange(PortRange Ports, bool Administered);
