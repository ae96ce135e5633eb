using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PortOrchestrator.PortRegistry.Interop;
using PortOrchestrator.PortRegistry.Probing;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>What each kind of holder does to both probes of Linux. The last tests are the holders that no probe can see.</summary>
[Platform("Linux")]
[TestFixture(typeof(LinuxPortProbe))]
[TestFixture(typeof(SocketPortProbe))]
internal sealed class ProbeTruthTests(Type kind) : RegistryFixture
{
    private static readonly int[] Reuse = [LinuxCalls.ReuseAddress];

    private readonly IPortProbe _probe = kind == typeof(LinuxPortProbe) ? new LinuxPortProbe() : new SocketPortProbe();

    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.2")]
    [TestCase("0.0.0.0")]
    [TestCase("::1")]
    [TestCase("::")]
    public void Probe_ListenerOnOneAddress_IsInUse(string address)
    {
        using var holder = Listen(IPAddress.Parse(address), out var port);

        Assert.That(_probe.Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Probe_ListenerOnAllOfIPv6_IsInUse(bool dual)
    {
        using var holder = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = dual };
        holder.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        holder.Listen();

        Assert.That(_probe.Probe(LinuxSockets.PortOf(holder), PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [TestCase(LinuxCalls.ReuseAddress)]
    [TestCase(LinuxSockets.ReusePort)]
    public void Probe_ListenerThatSharesItsAddress_IsInUse(int option)
    {
        using var holder = LinuxSockets.Bind(IPAddress.Any, 0, options: [option]);
        holder.Listen();

        Assert.That(_probe.Probe(LinuxSockets.PortOf(holder), PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [Test]
    public void Probe_BoundSocketThatDoesNotListen_IsInUse()
    {
        using var holder = LinuxSockets.Bind(IPAddress.Any, 0);

        Assert.That(_probe.Probe(LinuxSockets.PortOf(holder), PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [Test]
    public void Probe_OutgoingConnectionFromThePort_IsInUse()
    {
        using var server = Listen(IPAddress.Loopback, out var serverPort);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, serverPort);

        Assert.That(_probe.Probe(LinuxSockets.PortOf(client), PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [Test]
    public void Probe_TimeWaitOfAServerThatCouldNotRestartThere_IsInUse() =>
        Assert.That(_probe.Probe(PortInTimeWait(options: []), PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));

    [TestCase("127.0.0.1")]
    [TestCase("0.0.0.0")]
    [TestCase("::1")]
    [TestCase("::")]
    public void Probe_UdpSocket_HoldsUdpOnly(string address)
    {
        using var holder = LinuxSockets.Bind(IPAddress.Parse(address), 0, SocketType.Dgram);
        var port = LinuxSockets.PortOf(holder);

        Assert.That(_probe.Probe(port, PortProtocol.Udp), Is.EqualTo(PortVerdict.InUse));
        Assert.That(_probe.Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.Free));
    }

    [TestCase(LinuxCalls.ReuseAddress)]
    [TestCase(LinuxSockets.ReusePort)]
    public void Probe_UdpSocketThatSharesItsAddress_IsInUse(int option)
    {
        using var holder = LinuxSockets.Bind(IPAddress.Any, 0, SocketType.Dgram, [option]);

        Assert.That(_probe.Probe(LinuxSockets.PortOf(holder), PortProtocol.Udp), Is.EqualTo(PortVerdict.InUse));
    }

    [Test]
    public void Probe_TcpListener_HoldsTcpOnly()
    {
        using var holder = Listen(IPAddress.Loopback, out var port);

        Assert.That(_probe.Probe(port, PortProtocol.Udp), Is.EqualTo(PortVerdict.Free));
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
    [CancelAfter(60_000)]
    public async Task Probe_PrivilegedPortOfAnOrdinaryUser_IsDenied(CancellationToken cancellationToken)
    {
        var isPrivileged = int.Parse(await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_unprivileged_port_start", cancellationToken)) > 1000;

        var verdict = await OrdinaryUser.AskAsync(OrdinaryUser.Probe, kind.Name, cancellationToken);

        Assert.That(verdict, Is.EqualTo((isPrivileged ? PortVerdict.Denied : PortVerdict.Free).ToString()));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Probe_AnotherProofAtTheSameInstant_IsKeptOutByListening(CancellationToken cancellationToken)
    {
        // Each user has a registry of their own. Their probes set SO_REUSEADDR, so that binding alone would find the port free for both.
        var port = FreePort();
        var collisions = 0;
        var since = Stopwatch.StartNew();

        Parallel.Invoke(ProbeUntilTheyMeet, ProbeUntilTheyMeet);

        Assert.That(collisions, Is.Positive);

        void ProbeUntilTheyMeet()
        {
            while (Volatile.Read(ref collisions) == 0 && since.Elapsed < TimeSpan.FromSeconds(30))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_probe.Probe(port, PortProtocol.Tcp) == PortVerdict.InUse) Interlocked.Increment(ref collisions);
            }
        }
    }

    [Test]
    public void Probe_SocketWithReuseAddressBetweenBindAndListen_CannotBeSeen()
    {
        using var holder = LinuxSockets.Bind(IPAddress.Any, 0, options: Reuse);

        Assert.That(_probe.Probe(LinuxSockets.PortOf(holder), PortProtocol.Tcp), Is.EqualTo(PortVerdict.Free));
    }

    [Test]
    public void Probe_TimeWaitOfAServerWithReuseAddress_DoesNotHoldThePort() =>
        Assert.That(_probe.Probe(PortInTimeWait(Reuse), PortProtocol.Tcp), Is.EqualTo(PortVerdict.Free));

    [Test]
    public void Probe_ConnectionLeftOfAServerWithReuseAddress_DoesNotHoldThePort()
    {
        using var server = LinuxSockets.Bind(IPAddress.Loopback, 0, options: Reuse);
        server.Listen();
        var port = LinuxSockets.PortOf(server);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, port);
        using var accepted = server.Accept();
        server.Close();

        Assert.That(_probe.Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.Free));
    }

    /// <summary>A port whose server has closed a connection first and is gone, which leaves that connection in TIME_WAIT.</summary>
    private static int PortInTimeWait(int[] options)
    {
        using var server = LinuxSockets.Bind(IPAddress.Loopback, 0, options: options);
        server.Listen();
        var port = LinuxSockets.PortOf(server);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, port);
        using (var accepted = server.Accept()) accepted.Shutdown(SocketShutdown.Both);
        Assert.That(client.Receive(new byte[1]), Is.Zero);
        client.Close();
        server.Close();
        var local = $":{port:X4} ";
        Assert.That(
            () => File.ReadLines("/proc/net/tcp").Any(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var from, _, "06", ..] && (from + " ").EndsWith(local)),
            Is.True.After(5000, 10),
            "the connection is in TIME_WAIT");
        return port;
    }
}
