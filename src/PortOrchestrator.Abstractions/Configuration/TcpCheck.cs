namespace PortOrchestrator.Configuration;

/// <summary>A TCP connection.</summary>
public sealed record TcpCheck : ProbeCheck
{
    /// <summary>Where to connect to, as <c>host:port</c>; may contain variables and templates until the service is resolved.</summary>
    public required string Target { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "tcp://" + Target;
}
