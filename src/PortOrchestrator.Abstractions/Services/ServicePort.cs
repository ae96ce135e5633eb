namespace PortOrchestrator.Services;

/// <summary>A port that a service holds. Immutable.</summary>
/// <param name="Name">The port's name within the service.</param>
/// <param name="Port">The number.</param>
/// <param name="Protocol">The transport protocol.</param>
public sealed record ServicePort(string Name, int Port, PortProtocol Protocol)
{
    /// <summary>The number, with the name unless it is <c>default</c>, and <c>/udp</c> for UDP.</summary>
    public override string ToString() =>
        (Name == PortDefinition.DefaultName ? "" : Name + ":") + Port + (Protocol == PortProtocol.Udp ? "/udp" : "");
}
