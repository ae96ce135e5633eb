using PortOrchestrator.ConfigParsers.Export;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests.Compose;

internal sealed class ComposeServiceTests : ConfigurationFixture
{
    [TestCase("\"8080:80\"", "default=8080->80")]
    [TestCase("\"80\"", "=->80")]
    [TestCase("80", "=->80")]
    [TestCase("\"127.0.0.1:8080:80/tcp\"", "default=8080->80@127.0.0.1")]
    [TestCase("\"[::1]:8080:80\"", "default=8080->80@::1")]
    [TestCase("\"5353:53/udp\"", "default=5353->53/udp")]
    [TestCase("\"9090-9091:8080-8081\"", "default=9090->8080 port-8081=9091->8081")]
    [TestCase("\"9090-9092:80\"", "default=9090->80 chosen")]
    [TestCase("\"${WEB:-8080}:80\"", "default=8080->80 $WEB")]
    [TestCase("\"${SET}:80\"", "default=7000->80 $SET")]
    [TestCase("\"${FROM_FILE}:80\"", "default=7100->80 $FROM_FILE")]
    [TestCase("\"${WHOLE}\"", "default=7200->81")]
    [TestCase("{ target: 80, published: \"8080\", host_ip: 127.0.0.1 }", "default=8080->80@127.0.0.1")]
    [TestCase("{ target: 80, published: \"${WEB:-8080}\", protocol: udp }", "default=8080->80/udp $WEB")]
    [TestCase("{ target: 80 }", "=->80")]
    [TestCase("\"9999999:80\"", "")]
    [TestCase("\"80/xyz\"", "")]
    [TestCase("\"tcp\"", "")]
    public async Task ReadAsync_PortsOfTheComposeFile_AreThePortsOfTheService(string port, string expected)
    {
        Temp.Write(".env", "FROM_FILE=7100\nSET=1\n");
        Temp.Write("compose.yaml", $"services:\n  db:\n    ports:\n      - {port}\n");

        var service = await ServiceAsync("\"kind\": \"compose\", \"compose_service\": \"db\", \"env\": { \"SET\": \"7000\", \"WHOLE\": \"7200:81\" }");

        Assert.That(string.Join(' ', service.Compose!.Ports.Select(Text)), Is.EqualTo(expected));
        Assert.That(service.Ports.Select(p => (p.Name, p.Port, p.EnvironmentVariable)), Is.EqualTo(service.Compose.Ports.Where(p => p.Published is not null).Select(p => (p.Name, p.Published, p.Variable))));
        Assert.That(service.Ports, Is.All.Property("Mode").EqualTo(PortMode.Prefer));
    }

    [Test]
    public async Task ReadAsync_PortInBothFiles_IsOnePortThatMayMove()
    {
        Temp.Write("compose.yaml", "services:\n  db:\n    ports: [\"5432:5432\", \"5433:5433\"]\n");

        var service = await ServiceAsync("\"kind\": \"compose\", \"compose_service\": \"db\", \"port\": 5432");

        Assert.That(service.Ports.Select(p => (p.Name, p.Port, p.Mode)), Is.EqualTo(new[] { ("default", (int?)5432, PortMode.Prefer), ("port-5433", 5433, PortMode.Prefer) }));
    }

    [Test]
    public async Task ReadAsync_PortThatComposeDoesNotPublish_IsExact()
    {
        Temp.Write("compose.yaml", "services:\n  db: { network_mode: host }\n");

        var service = await ServiceAsync("\"kind\": \"compose\", \"compose_service\": \"db\", \"port\": 5432");

        Assert.That(service.Ports.Single().Mode, Is.EqualTo(PortMode.Exact));
    }

    [Test]
    public async Task ReadAsync_WithoutCheck_IsCheckedByItsEngine()
    {
        Temp.Write("compose.yaml", "services:\n  db: {}\n");

        var service = await ServiceAsync("\"kind\": \"compose\", \"compose_service\": \"db\"");

        Assert.That(service.Readiness!.Check, Is.TypeOf<EngineCheck>());
        Assert.That(service.Compose!.Files, Is.EqualTo(new[] { Path.Combine(Temp.Path, "compose.yaml") }));
    }

    [Test]
    public async Task ReadAsync_ServiceThatTheFileDoesNotHave_IsAnErrorWithTheNameThatWasMeant()
    {
        Temp.Write("compose.yaml", "services:\n  database: {}\n");

        var result = await ReadAsync(Document("\"kind\": \"compose\", \"compose_service\": \"databse\""));

        var finding = result.Diagnostics.Single();
        Assert.That((finding.Code, finding.Severity, finding.Hint), Is.EqualTo((DiagnosticCodes.ComposeFile, Diagnostics.DiagnosticSeverity.Error, "did you mean 'database'?")));
    }

    [Test]
    public async Task ReadAsync_FileWithOthersInIt_OnlyWarns()
    {
        Temp.Write("compose.yaml", "include: [other.yaml]\nservices: {}\n");

        var result = await ReadAsync(Document("\"kind\": \"compose\", \"compose_service\": \"db\""));

        Assert.That(result.Diagnostics.Single().Severity, Is.EqualTo(Diagnostics.DiagnosticSeverity.Warning));
        Assert.That(result.Definition, Is.Not.Null);
    }

    [Test]
    public async Task ReadAsync_ServicesOfOneFile_StartInItsOrderWithWhatComesAlong()
    {
        Temp.Write("compose.yaml", """
            name: Shop
            services:
              web: { depends_on: { db: { condition: service_healthy } } }
              api: { depends_on: [cache, db] }
              db: { depends_on: [disk] }
              cache: { ports: ["6379:6379"] }
              disk: {}
            """);
        var result = await ReadAsync("""
            { "services": [
              { "name": "front", "kind": "compose", "compose_service": "web" },
              { "name": "back", "kind": "compose", "compose_service": "api" },
              { "name": "store", "kind": "compose", "compose_service": "db" } ] }
            """);

        var services = result.Definition!.Services.ToDictionary(s => s.Name);
        Assert.That(services["front"].Dependencies.Select(d => (d.Service, d.Condition)), Is.EqualTo(new[] { ("store", DependencyCondition.Ready) }));
        Assert.That(services["back"].Dependencies.Select(d => (d.Service, d.Condition)), Is.EqualTo(new[] { ("store", DependencyCondition.Started) }));
        Assert.That(services["back"].Compose!.Companions.Select(c => c.Service), Is.EqualTo(new[] { "cache" }));
        Assert.That(services["back"].Ports.Select(p => (p.Name, p.Port)), Is.EqualTo(new[] { ("cache-6379", (int?)6379) }));
        Assert.That(services["store"].Compose!.Companions.Select(c => c.Service), Is.EqualTo(new[] { "disk" }));
        Assert.That(services["front"].Compose!.ProjectName, Is.EqualTo("Shop"));
    }

    [Test]
    public async Task Export_Compose_IsReadBackAsItWas()
    {
        Temp.Write("deploy/compose.yaml", "services:\n  db: { ports: [\"5432:5432\"] }\n");
        var result = await ReadAsync(Document("\"kind\": \"compose\", \"compose_service\": \"db\", \"compose_file\": \"deploy/compose.yaml\", \"compose_profiles\": [\"dev\"]"));

        var written = ConfigurationExporter.Write(result.Definition!, ExportFormat.ProjectServices).Text;
        var again = await ReadAsync(written);

        Assert.That(written, Does.Not.Contain("start_command").And.Not.Contain("5432"));
        Assert.That(again.Definition!.Services[0].Compose!.Ports, Is.EqualTo(result.Definition!.Services[0].Compose!.Ports));
        Assert.That(again.Definition.Services[0].Compose!.Profiles, Is.EqualTo(new[] { "dev" }));
    }

    [TestCase("redis", "redis.service")]
    [TestCase("redis.socket", "redis.socket")]
    public async Task ReadAsync_Systemd_CompletesTheUnit(string written, string expected)
    {
        var service = await ServiceAsync($"\"kind\": \"systemd\", \"systemd_unit\": \"{written}\"");

        Assert.That(service.Systemd, Is.EqualTo(new SystemdDefinition(expected, IsUser: true)));
    }

    private static string Text(ComposePort port) =>
        $"{port.Name}={port.Published}->{port.Target}{(port.Protocol == PortProtocol.Udp ? "/udp" : "")}{(port.HostAddress is { } a ? "@" + a : "")}{(port.IsChosen ? " chosen" : "")}{(port.Variable is { } v ? " $" + v : "")}";
}
