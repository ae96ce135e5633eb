using System.Net;
using System.Net.Sockets;
using PortOrchestrator.PortRegistry.Probing;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>What a real holder does to the proof, on every system.</summary>
internal sealed class PortProofTests : RegistryFixture
{
    private const int NoSuchFamily = 45;

    [TestCase("127.0.0.1")]
    [TestCase("0.0.0.0")]
    [TestCase("::1")]
    [TestCase("::")]
    public void Probe_ListenerOnOneAddress_IsInUse(string address)
    {
        using var holder = Listen(IPAddress.Parse(address), out var port);

        Assert.That(PortProbe.ForThisSystem().Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [TestCaseSource(nameof(ProbesWithoutIPv6))]
    public void Probe_SystemWithoutIPv6_ProvesIPv4(IPortProbe probe)
    {
        using var holder = Listen(IPAddress.Loopback, out var port);

        foreach (var protocol in Enum.GetValues<PortProtocol>()) Assert.That(probe.Probe(FreePort(), protocol), Is.EqualTo(PortVerdict.Free), $"{protocol}");
        Assert.That(probe.Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
    }

    [TestCase("127.0.0.1")]
    [TestCase("0.0.0.0")]
    [TestCase("::1")]
    [TestCase("::")]
    public void Probe_EachAddressOnItsOwn_SeesWhatTheDualSocketSees(string address)
    {
        var probe = new SocketPortProbe(eachAddress: true);
        using var holder = Listen(IPAddress.Parse(address), out var port);

        Assert.That(probe.Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
        Assert.That(probe.Probe(FreePort(), PortProtocol.Tcp), Is.EqualTo(PortVerdict.Free));
    }

    [TestCase("127.0.0.1", "127.0.0.1")]
    [TestCase("0.0.0.0", "127.0.0.1")]
    [TestCase("::1", "::1")]
    [TestCase("::", "::1")]
    [TestCase("::", "127.0.0.1")]
    public void Hold_FreePort_IsAListeningSocketThatTakesConnections(string address, string peer)
    {
        var port = FreePort();
        var probe = PortProbe.ForThisSystem();

        using var held = probe.Hold(port, IPAddress.Parse(address), 16, out var verdict);
        using var client = new Socket(IPAddress.Parse(peer).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Parse(peer), port);

        Assert.That(verdict, Is.EqualTo(PortVerdict.Free));
        Assert.That(held!.LocalEndPoint, Is.EqualTo(new IPEndPoint(IPAddress.Parse(address), port)));
        Assert.That(probe.Probe(port, PortProtocol.Tcp), Is.EqualTo(PortVerdict.InUse));
        using var accepted = held.Accept();
        Assert.That(accepted.RemoteEndPoint, Is.Not.Null);
    }

    [TestCase("127.0.0.1", "::1")]
    [TestCase("::1", "127.0.0.1")]
    [TestCase("::", "127.0.0.1")]
    public void Hold_PortThatSomebodyHasOnAnyAddress_IsInUse(string wanted, string taken)
    {
        using var holder = Listen(IPAddress.Parse(taken), out var port);

        Assert.That(PortProbe.ForThisSystem().Hold(port, IPAddress.Parse(wanted), 16, out var verdict), Is.Null);
        Assert.That(verdict, Is.EqualTo(PortVerdict.InUse));
    }

    [Test]
    public void Open_PortTakenSinceTheProof_IsInUse()
    {
        using var holder = Listen(IPAddress.Loopback, out var port);

        Assert.That(HeldSocket.Open(port, IPAddress.Loopback, 16, out var verdict), Is.Null);
        Assert.That(verdict, Is.EqualTo(PortVerdict.InUse));
    }

    [Test]
    public void Hold_AddressOfAnotherMachine_SaysSo()
    {
        var probe = PortProbe.ForThisSystem();

        var error = Assert.Throws<PortOrchestratorException>(() => probe.Hold(FreePort(), IPAddress.Parse("203.0.113.1"), 16, out _));

        Assert.That(error!.Message, Does.StartWith("Cannot listen on 203.0.113.1:").And.Contain("Name an address of this machine"));
    }

    [Test]
    [Platform("Linux")]
    public void Hold_ForAnInProcessServer_IsNotInherited()
    {
        using var held = PortProbe.ForThisSystem().Hold(FreePort(), IPAddress.Loopback, 16, out _);
        using var child = System.Diagnostics.Process.Start("sleep", "30");
        try
        {
            var inode = new FileInfo($"/proc/self/fd/{held!.SafeHandle.DangerousGetHandle()}").LinkTarget;
            Assert.That(
                Directory.GetFileSystemEntries($"/proc/{child.Id}/fd").Select(f => new FileInfo(f).LinkTarget), Has.No.Member(inode).And.Not.Empty);
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    private static IEnumerable<IPortProbe> ProbesWithoutIPv6()
    {
        yield return new SocketPortProbe(hasIPv6: false);
        yield return new SocketPortProbe(hasIPv6: false, eachAddress: true);
        if (OperatingSystem.IsLinux()) yield return new LinuxPortProbe(NoSuchFamily);
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
