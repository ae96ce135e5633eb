namespace PortOrchestrator.Configuration;

/// <summary>The systemd unit that a service of kind <see cref="ServiceKind.Systemd"/> is. Immutable.</summary>
/// <param name="Unit">The unit's name, such as <c>redis.service</c>.</param>
/// <param name="IsUser">Whether the user's own systemd runs it, rather than the system's.</param>
public sealed record SystemdDefinition(string Unit, bool IsUser);
