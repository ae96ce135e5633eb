namespace PortOrchestrator.Configuration;

/// <summary>
/// The service is ready when whoever runs it says so: a container runs and its health check passes (without one: its ports answer),
/// a unit is active. The check of the kinds <see cref="ServiceKind.Compose"/> and <see cref="ServiceKind.Systemd"/> that have no other.
/// </summary>
public sealed record EngineCheck : ProbeCheck
{
    /// <inheritdoc/>
    public override string ToString() => "its own state";
}
