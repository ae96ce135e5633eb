using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class HolderTests : RegistryFixture
{
    [Test]
    [Platform("Linux")]
    public async Task FindHoldersAsync_RealListener_NamesProcessCommandUserAndAllocation()
    {
        var registry = await OpenAsync();
        var port = FreePort();
        var mine = await registry.AllocateAsync(Some.Exact(port));
        using var service = new TcpListener(IPAddress.Loopback, port);
        service.Start();

        var holders = await registry.FindHoldersAsync(port);

        var holder = holders.Single();
        Assert.That((holder.Address, holder.Pid, holder.User), Is.EqualTo(("127.0.0.1", (int?)Environment.ProcessId, Environment.UserName)));
        Assert.That(holder.Command, Does.Contain(Path.GetFileNameWithoutExtension(Environment.ProcessPath)));
        Assert.That(holder.Allocation, Is.EqualTo(mine.Allocation));
    }

    [Test]
    public async Task FindHoldersAsync_RealUdpSocket_IsFoundForUdpOnly()
    {
        var registry = await OpenAsync();
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;

        Assert.That((await registry.FindHoldersAsync(port, PortProtocol.Udp)).Select(h => h.Address), Is.EqualTo(["::1"]));
        Assert.That(await registry.FindHoldersAsync(port), Is.Empty);
    }

    [Test]
    public async Task FindHoldersAsync_NobodyListens_GivesTheBareAllocations()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka"));
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Some.Project("blog")) with { AllowSharing = true });

        var holders = await registry.FindHoldersAsync(9092);

        Assert.That(holders.Select(h => (h.Address, h.Allocation!.ProjectId)), Is.EqualTo([((string?)null, "shop"), (null, "blog")]));
        Assert.That(await registry.FindHoldersAsync(9093), Is.Empty);
    }

    [Test]
    public async Task TestAsync_FreePort_IsAvailable()
    {
        var registry = await OpenAsync();
        var port = FreePort();

        var result = await registry.TestAsync(port);

        Assert.That((result.Available, result.Reason, result.Holder), Is.EqualTo((true, (string?)null, (PortHolder?)null)));
    }

    [Test]
    public async Task TestAsync_RealListener_IsTaken()
    {
        var registry = await OpenAsync();
        using var holder = Listen(IPAddress.IPv6Loopback, out var port);

        var result = await registry.TestAsync(port);

        Assert.That(result.Available, Is.False);
        Assert.That(result.Reason, Does.StartWith($"Port {port} is held by"));
        Assert.That(result.Holder!.Address, Is.EqualTo("::1"));
    }

    [Test]
    public async Task TestAsync_AllocatedPort_IsTakenWithoutAProbe()
    {
        var probe = AllFree();
        var registry = await OpenAsync(probe);
        await registry.AllocateAsync(Some.Exact(8000));
        probe.ClearReceivedCalls();

        var result = await registry.TestAsync(8000);

        Assert.That(result.Available, Is.False);
        Assert.That(result.Reason, Is.EqualTo("Port 8000 is held by service 'web' of project 'shop' (/src/shop)."));
        Assert.That(probe.ReceivedCalls(), Is.Empty);
    }
}
