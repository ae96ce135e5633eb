using System.Net;
using System.Net.Sockets;
using NSubstitute;
using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Supervision.Tests.Engines;

internal sealed class EngineProbeTests
{
    [TestCase("127.0.0.1", null, true)]
    [TestCase("127.0.0.2", "127.0.0.2", true)]
    [TestCase("127.0.0.2", null, false)]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public async Task CheckAsync_Port_IsAskedWhereItIsPublished(string listens, string? published, bool passes, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Parse(listens), 0);
        listener.Start();
        var number = ((IPEndPoint)listener.LocalEndpoint).Port;
        var engine = Substitute.For<IServiceEngine>();
        engine.LookAsync(cancellationToken).ReturnsForAnyArgs(new EngineState(EngineCondition.Running)
        {
            Name = "container web",
            Ports = [new EnginePort(number, 80, PortProtocol.Tcp) { Address = published }],
        });

        var result = await new EngineProbe(engine, [new ServicePort("default", number, PortProtocol.Tcp)], TimeProvider.System).CheckAsync(cancellationToken);

        Assert.That((result.Success, result.Reason), Is.EqualTo((passes, passes ? null : $"container web runs, but port {number} does not answer yet")));
    }
}
