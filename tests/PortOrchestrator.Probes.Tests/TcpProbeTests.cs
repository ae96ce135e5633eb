using System.Net;
using System.Net.Sockets;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.Probes.Tests;

[CancelAfter(20_000)]
internal sealed class TcpProbeTests
{
    [Test]
    public async Task Check_ListenerOfEitherFamily_Passes([Values] bool ipv6)
    {
        if (ipv6 && !Socket.OSSupportsIPv6) Assert.Ignore("no IPv6 here");
        await using var server = TestServer.Silent(ipv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback);

        Assert.That((await new TcpCheck { Target = $"localhost:{server.Port}" }.CheckAsync()).Success, Is.True);
        Assert.That((await new TcpCheck { Target = (ipv6 ? "[::1]" : "127.0.0.1") + $":{server.Port}" }.CheckAsync()).Success, Is.True);
    }

    [Test]
    public async Task Check_NobodyListens_SaysRefused()
    {
        var target = $"localhost:{TestServer.FreePort()}";

        var result = await new TcpCheck { Target = target }.CheckAsync();

        Assert.That(result.Success, Is.False);
        Assert.That(result.Reason, Is.EqualTo($"tcp://{target}: connection refused"));
    }

    [TestCase("localhost")]
    [TestCase("localhost:")]
    [TestCase("localhost:0")]
    [TestCase("localhost:70000")]
    [TestCase(":80")]
    public async Task Check_UnusableTarget_FailsWithTheReason(string target) =>
        Assert.That((await new TcpCheck { Target = target }.CheckAsync()).Reason, Does.Contain($"'{target}' is not host:port"));

    [Test]
    public async Task Check_Cancelled_EndsAtOnce()
    {
        var result = await new TcpCheck { Target = "localhost:9" }.CheckAsync(timeoutMilliseconds: 0);

        Assert.That(result.Success, Is.False);
        Assert.That(result.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
    }
}
