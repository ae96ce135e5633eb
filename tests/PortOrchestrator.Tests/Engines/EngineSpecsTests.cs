using PortOrchestrator.Engines;

namespace PortOrchestrator.Tests.Engines;

internal sealed class EngineSpecsTests
{
    private static readonly EngineOutlook Second = new() { Compose = new ComposeProgram(["docker", "compose"], new Version(2, 27, 0)) };

    private static readonly EngineOutlook First = new() { Compose = new ComposeProgram(["docker-compose"], new Version(1, 29, 2)) };

    private static readonly ProjectIdentity Main = new() { ProjectId = "p1", Name = "Web Shop", Root = "/src/Web Shop" };

    private static readonly ProjectIdentity Linked =
        new() { ProjectId = "p1", Name = "Web Shop", Root = "/trees/Feature", Checkout = "Feature.X", GitCommonDirectory = "/src/Web Shop/.git" };

    [Test]
    public void Resolve_NothingMoved_NeedsNoFurtherFile()
    {
        var spec = Resolve(Main, Second, Compose(Port(5432)), ("db", 5432))!;

        Assert.That(EngineSpecs.StartCommand(spec), Is.EqualTo(new[] { "docker", "compose", "-p", "webshop", "-f", "/src/Web Shop/compose.yaml", "--profile", "dev", "up", "-d", "db" }));
        Assert.That(spec.OverrideText, Is.Null);
    }

    [Test]
    public void Resolve_PortMoved_ReplacesAllPortsOfTheService()
    {
        var random = Port(null, 81);

        var spec = Resolve(Main, Second, Compose(Port(5432) with { HostAddress = "127.0.0.1" }, random), ("db", 20001))!;

        Assert.That(spec.OverrideText, Does.EndWith("""
            services:
              "db":
                ports: !override
                  - target: 5432
                    published: "20001"
                    host_ip: "127.0.0.1"
                    protocol: tcp
                  - target: 81
                    protocol: tcp

            """));
        Assert.That(spec.Control, Is.EqualTo(new[] { "docker", "compose", "-p", "webshop", "-f", "/src/Web Shop/compose.yaml", "-f", spec.OverridePath!, "--profile", "dev" }));
        Assert.That(spec.OverridePath, Does.StartWith("/state/"));
    }

    [Test]
    public void Resolve_PortOfAVariable_IsMovedByTheVariable()
    {
        var spec = Resolve(Main, Second, Compose(Port(5432) with { Variable = "DB_PORT" }), ("db", 20001))!;

        Assert.That(spec.OverrideText, Is.Null);
    }

    [Test]
    public void CanMove_Port_NeedsAVariableOrAComposeThatReplaces()
    {
        var service = Compose(Port(5432));
        var variable = Compose(Port(5432) with { Variable = "DB_PORT" });

        Assert.That((First.CanMove(service, service.Ports[0]), First.CanMove(variable, variable.Ports[0]), Second.CanMove(service, service.Ports[0])), Is.EqualTo((false, true, true)));
    }

    [TestCase("main", null, ServiceScope.Checkout, "webshop")]
    [TestCase("Feature.X", null, ServiceScope.Checkout, "webshop-featurex")]
    [TestCase("Feature.X", null, ServiceScope.Project, "webshop")]
    [TestCase("main", "My.Name", ServiceScope.Checkout, "myname")]
    [TestCase("Feature.X", "My.Name", ServiceScope.Checkout, "myname-featurex")]
    [TestCase("main", "__", ServiceScope.Checkout, "project-p1")]
    public void ProjectName_Checkout_IsItsOwnUnlessShared(string checkout, string? written, ServiceScope scope, string expected)
    {
        var project = checkout == "main" ? Main : Linked;
        var service = Compose(Port(1)) with { Scope = scope };
        service = service with { Compose = service.Compose! with { ProjectName = written, Files = [project.Root + "/compose.yaml"] } };

        Assert.That(ComposeProjectName.Of(project, service), Is.EqualTo(expected));
    }

    [TestCase(true, "systemctl --user start redis.service")]
    [TestCase(false, "systemctl start redis.service")]
    public void Resolve_Unit_IsStartedInItsScope(bool isUser, string expected)
    {
        var service = new ServiceDefinition { Name = "db", WorkingDirectory = "/", Kind = ServiceKind.Systemd, Systemd = new SystemdDefinition("redis.service", isUser) };

        Assert.That(string.Join(' ', EngineSpecs.StartCommand(Resolve(Main, EngineOutlook.None, service)!)), Is.EqualTo(expected));
    }

    private static Supervision.Specs.EngineSpec? Resolve(ProjectIdentity project, EngineOutlook outlook, ServiceDefinition service, params (string Service, int Port)[] held)
    {
        var definition = new ProjectDefinition { Root = project.Root, Format = "project-services", Services = [service] };
        var ports = held.ToDictionary(h => h.Service, h => (IReadOnlyList<ServicePort>)[new ServicePort(PortDefinition.DefaultName, h.Port, PortProtocol.Tcp)]);
        return new EngineSpecs(project, definition, new StatePaths("/state"), outlook, ports).Resolve(service);
    }

    private static ComposePort Port(int? published, int target = 5432) =>
        new() { Name = published is null ? "" : PortDefinition.DefaultName, Service = "db", Published = published, Target = target };

    private static ServiceDefinition Compose(params ComposePort[] ports) => new()
    {
        Name = "db",
        WorkingDirectory = "/src/Web Shop",
        Kind = ServiceKind.Compose,
        Compose = new ComposeDefinition { Service = "db", Files = ["/src/Web Shop/compose.yaml"], Profiles = ["dev"], Ports = ports },
        Ports = [.. ports.Where(p => p.Published is not null).Select(p => new PortDefinition { Name = p.Name, Port = p.Published })],
    };
}
