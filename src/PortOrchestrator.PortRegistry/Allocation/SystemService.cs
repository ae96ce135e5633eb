namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>A port that the operating system's own service usually listens on. Immutable.</summary>
/// <param name="Port">The port.</param>
/// <param name="Name">The service, for a sentence.</param>
internal sealed record SystemService(int Port, string Name);
