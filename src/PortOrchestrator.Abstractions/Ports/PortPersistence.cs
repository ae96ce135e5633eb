namespace PortOrchestrator.Ports;

/// <summary>How long an allocation lasts.</summary>
public enum PortPersistence
{
    /// <summary>Until it is released, or its checkout is deleted. The same owner gets the same port for ever.</summary>
    Stable,

    /// <summary>Until the process that it is bound to has ended, or its time to live has passed; then it can be collected.</summary>
    Lease,

    /// <summary>As <see cref="Lease"/>, on a port that the system chooses from its own range for outgoing connections.</summary>
    Ephemeral,
}
