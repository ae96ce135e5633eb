using PortOrchestrator.Configuration;
using PortOrchestrator.Services;

namespace PortOrchestrator.Abstractions.Tests.Services;

[TestFixture]
internal sealed class ServicePortTests
{
    [TestCase("default", PortProtocol.Tcp, "53")]
    [TestCase("default", PortProtocol.Udp, "53/udp")]
    [TestCase("dns", PortProtocol.Tcp, "dns:53")]
    [TestCase("dns", PortProtocol.Udp, "dns:53/udp")]
    public void ToString_OfAPort_SaysOnlyWhatIsNotUsual(string name, PortProtocol protocol, string expected) =>
        Assert.That(new ServicePort(name, 53, protocol).ToString(), Is.EqualTo(expected));
}
