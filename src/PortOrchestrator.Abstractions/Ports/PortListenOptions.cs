using System.Net;

namespace PortOrchestrator.Ports;

/// <summary>How a listening socket is opened. Immutable.</summary>
public sealed record PortListenOptions
{
    /// <summary>The local address.</summary>
    /// <value>The default value is <see cref="IPAddress.Loopback"/>: this machine only. <see cref="IPAddress.IPv6Any"/> listens on every address of both families.</value>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>How many connections may wait to be accepted.</summary>
    /// <value>The default value is 512.</value>
    public int Backlog { get; init; } = 512;
}
