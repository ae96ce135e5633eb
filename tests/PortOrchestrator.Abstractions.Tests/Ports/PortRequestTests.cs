using PortOrchestrator.Configuration;
using PortOrchestrator.Ports;
using PortOrchestrator.Projects;

namespace PortOrchestrator.Abstractions.Tests.Ports;

[TestFixture]
internal sealed class PortRequestTests
{
    [Test]
    public void Key_OfARequest_IsWhoAsksAndNotForWhat()
    {
        var project = new ProjectIdentity { ProjectId = "0123456789ab", Name = "shop", Root = "/srv/shop", Checkout = "fix" };
        var request = new PortRequest { Project = project, Service = "db", Name = "bolt", Replica = 2, Protocol = PortProtocol.Udp, Port = 7687 };

        var expected = new PortKey
        {
            ProjectId = "0123456789ab",
            Checkout = "fix",
            Service = "db",
            Name = "bolt",
            Replica = 2,
            Protocol = PortProtocol.Udp,
        };
        Assert.That(request.Key, Is.EqualTo(expected));
        Assert.That((request with { Port = 1234, Mode = PortMode.Exact }).Key, Is.EqualTo(expected));
    }
}
