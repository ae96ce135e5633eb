namespace PortOrchestrator.Configuration;

/// <summary>How many copies of a service run instead of as many as its configuration says. Immutable.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Written">How many the configuration said when this was asked for; once it says another number, that one counts.</param>
/// <param name="Wanted">How many run.</param>
public sealed record ReplicaScale(string Service, int Written, int Wanted);
