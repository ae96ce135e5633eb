using System.Net;
using System.Net.Sockets;
using PortOrchestrator.PortRegistry.Probing;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>What a real holder does to the proof. Rows that a probe of 127.0.0.1 or 0.0.0.0 alone gets wrong are the point.</summary>
internal sealed class PortProofTests : RegistryFixture
{
    private const int ReusePortOptionOfLinux = 15;
    private const int SocketLevelOfLinux = 1;

    private readonly SocketPortProbe _probe = new();

    [TestCase("127.0.0.1")]
    [TestCase("0.0.0.0")]
    [TestCase("::1")]
    [TestCase("::")]
    public void Probe_ListenerOnOneAddress_IsInUse(string address)
    {
        using var holder = Listen(IPAddress.Parse(address), out var port);

        Assert.That(_probe.Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [Test]
    [Platform("Linux")]
    public void Probe_ListenerOnASecondLoopbackAddress_IsInUse()
    {
        using var holder = Listen(IPAddress.Parse("127.0.0.2"), out var port);

        Assert.That(_probe.Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [Test]
    [Platform("Linux")]
    public void Probe_ListenerWithReusePort_IsInUse()
    {
        using var holder = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        holder.SetRawSocketOption(SocketLevelOfLinux, ReusePortOptionOfLinux, BitConverter.GetBytes(1));
        holder.Bind(new IPEndPoint(IPAddress.Any, 0));
        holder.Listen();

        Assert.That(_probe.Probe(((IPEndPoint)holder.LocalEndPoint!).Port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [Test]
    [Platform("Linux")]
    public void Probe_OutgoingConnectionFromThePort_IsInUse()
    {
        using var server = Listen(IPAddress.Loopback, out var serverPort);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, serverPort);

        Assert.That(_probe.Probe(((IPEndPoint)client.LocalEndPoint!).Port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public void Probe_UdpSocket_HoldsUdpOnly(string address)
    {
        var local = IPAddress.Parse(address);
        using var holder = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        holder.Bind(new IPEndPoint(local, 0));
        var port = ((IPEndPoint)holder.LocalEndPoint!).Port;

        Assert.That(_probe.Probe(port, PortProtocol.Udp), Is.EqualTo(PortVerdict.InUse));
        Assert.That(_probe.Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.Free));
    }

    [TestCase(PortProtocol.Tcp)]
    [TestCase(PortProtocol.Udp)]
    public void Probe_NobodyThere_IsFreeAndStaysSo(PortProtocol protocol)
    {
        var port = FreePort();

        Assert.That(_probe.Probe(port, protocol), Is.EqualTo(PortVerdict.Free));
        Assert.That(_probe.Probe(port, protocol), Is.EqualTo(PortVerdict.Free), "the probe let go of it");
    }

    [Test]
    public async Task AllocateAsync_RealListenerOnLoopbackV6Only_IsAConflictThatNamesThisProcess()
    {
        using var holder = Listen(IPAddress.IPv6Loopback, out var port);
        var registry = await OpenAsync();

        var result = await registry.AllocateAsync(Some.Exact(port));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Conflict));
        if (!OperatingSystem.IsLinux()) return;
        Assert.That(result.Holder!.Pid, Is.EqualTo(Environment.ProcessId));
        Assert.That(result.Holder.Address, Is.EqualTo("::1"));
        Assert.That(result.Reason, Does.Contain($"pid {Environment.ProcessId}").And.Contain("\"mode\": \"prefer\""));
    }

    [Test]
    public async Task AllocateAsync_PortUnderALiveAllocationThatItsServiceUses_IsExisting()
    {
        var registry = await OpenAsync();
        var port = FreePort();
        await registry.AllocateAsync(Some.Exact(port));
        using var service = new TcpListener(IPAddress.Loopback, port);
        service.Start();

        var result = await registry.AllocateAsync(Some.Exact(port));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Existing));
    }
}
