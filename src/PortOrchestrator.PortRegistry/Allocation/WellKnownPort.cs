namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>The port that a kind of server listens on unless told otherwise. Immutable.</summary>
/// <param name="Services">The names that services of this kind go by, lower case.</param>
/// <param name="Number">The port.</param>
/// <param name="Name">The port's name within the service.</param>
/// <param name="Protocol">The transport protocol.</param>
internal sealed record WellKnownPort(
    string[] Services, int Number, string Name = PortDefinition.DefaultName, PortProtocol Protocol = PortProtocol.Tcp);
