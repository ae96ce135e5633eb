namespace PortOrchestrator.Ports;

/// <summary>How many ports a checkout holds. Immutable.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Checkout">The checkout's name.</param>
/// <param name="Root">The checkout's folder when it was last seen.</param>
/// <param name="Count">How many of the ports in question it holds.</param>
public sealed record PortUsage(string Project, string Checkout, string Root, int Count);
