using PortOrchestrator.PortRegistry.Allocation;

namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class PortDataTests : RegistryFixture
{
    [Test]
    public void WellKnownPorts_EveryEntry_IsValidAndNamedOnce()
    {
        Assert.That(WellKnownPorts.All.Select(p => p.Number), Is.All.InRange(1024, 65535));
        Assert.That(WellKnownPorts.All.SelectMany(p => p.Services), Is.All.Match("^[a-z][a-z0-9-]*$"));
        Assert.That(WellKnownPorts.All.SelectMany(p => p.Services.Select(s => (s, p.Name, p.Protocol))), Is.Unique);
        Assert.That(WellKnownPorts.All.Select(p => p.Number).Intersect(BrowserBlockedPorts.All), Is.Empty);
    }

    [Test]
    public void WellKnownPorts_ServiceWithSeveralPorts_HasADefaultOne()
    {
        var names = WellKnownPorts.All.SelectMany(p => p.Services).Distinct();

        Assert.That(
            names.Where(s => !WellKnownPorts.All.Any(p => p.Services.Contains(s) && p.Name == PortDefinition.DefaultName)), Is.Empty);
    }

    [TestCase("zookeeper", 2181)]
    [TestCase("redis", 6379)]
    [TestCase("postgresql", 5432)]
    [TestCase("mysql", 3306)]
    [TestCase("mongo", 27017)]
    [TestCase("neo4j", 7474)]
    [TestCase("elasticsearch", 9200)]
    [TestCase("rabbitmq", 5672)]
    [TestCase("nats", 4222)]
    [TestCase("chromadb", 8000)]
    [TestCase("web", null)]
    [TestCase("my-redis", null)]
    public void Find_ServiceName_IsItsDefaultPort(string service, int? port) =>
        Assert.That(WellKnownPorts.Find(Some.Request(service).Key), Is.EqualTo(port));

    [Test]
    public void Find_OtherProtocol_IsNone() =>
        Assert.That(WellKnownPorts.Find(Some.Request("redis").Key with { Protocol = PortProtocol.Udp }), Is.Null);

    [Test]
    public void BrowserBlockedPorts_OfTheStandard_AreAllThere()
    {
        Assert.That(BrowserBlockedPorts.All, Has.Count.EqualTo(83));
        Assert.That(BrowserBlockedPorts.All, Is.SupersetOf(new[] { 0, 1, 22, 2049, 4190, 5060, 6000, 6566, 6667, 6679, 10080 }));
        Assert.That(new[] { 80, 443, 3000, 5432, 6006, 6670, 8080 }.Where(BrowserBlockedPorts.All.Contains), Is.Empty);
    }
}
