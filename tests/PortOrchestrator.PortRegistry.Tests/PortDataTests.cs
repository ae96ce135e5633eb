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
    [Platform("Linux")]
    public void Read_KernelSettings_AreUnderstood()
    {
        File.WriteAllText(Path.Combine(Folder, "ip_local_port_range"), "1500\t1700\n");
        File.WriteAllText(Path.Combine(Folder, "ip_local_reserved_ports"), "8080,9000-9010\n");
        File.WriteAllText(Path.Combine(Folder, "ip_unprivileged_port_start"), "80\n");

        var system = SystemPorts.Read(Folder);

        Assert.That(system.Ephemeral, Is.EqualTo(new PortRange(1500, 1700)));
        Assert.That(new[] { 8079, 8080, 9000, 9010, 9011 }.Where(system.IsReserved), Is.EqualTo([8080, 9000, 9010]));
        Assert.That(system.FirstUnprivileged, Is.EqualTo(80));
    }

    [Test]
    [Platform("Linux")]
    public void Read_NoKernelSettings_FallsBackToTheDefaults()
    {
        var system = SystemPorts.Read(Folder);

        Assert.That((system.Ephemeral, system.Reserved.Count, system.FirstUnprivileged), Is.EqualTo((new PortRange(32768, 60999), 0, 1024)));
    }
}
