using PortOrchestrator.ConfigParsers.ProcessCompose;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

internal sealed class ReplicaTests : ProcessComposeFixture
{
    [TestCase(1, "api")]
    [TestCase(2, "api-0,api-1")]
    [TestCase(10, "api-00,api-01,api-02,api-03,api-04,api-05,api-06,api-07,api-08,api-09")]
    public void Of_Count_GivesTheNamesOfProcessCompose(int count, string names) =>
        Assert.That(string.Join(',', ReplicaNames.Of("api", count, count)), Is.EqualTo(names));

    [Test]
    public async Task ReadAsync_TemplatedPort_IsOfEachCopy()
    {
        Caller["SET"] = "x";

        var project = await ProjectAsync("processes:\n  api:\n    command: run ${SET} $${HOME} $Y\n    replicas: 2\n    readiness_probe: {http_get: {port: \"404{{.PC_REPLICA_NUM}}\"}}\n");

        Assert.That(project.Services.Select(s => s.Readiness!.Check.ToString()), Is.EqualTo(new[] { "http://127.0.0.1:4040/", "http://127.0.0.1:4041/" }));
        Assert.That(project.Services[0].StartCommand!.Text, Is.EqualTo("run x ${HOME} $Y"));
        Assert.That(project.Services[1].Ports.Single() is { Port: 4041, Mode: PortMode.Exact, Inferred: true }, Is.True);
    }

    [Test]
    public async Task ReadAsync_DependencyOnTheGroup_IsOneOnEveryCopy()
    {
        var project = await ProjectAsync("""
            processes:
              api: {command: a, replicas: 3}
              web:
                command: b
                depends_on:
                  api: {condition: process_started}
                  api-1: {condition: process_completed}
            """);

        Assert.That(
            project.Services[^1].Dependencies.Select(d => (d.Service, d.Condition)).Order(),
            Is.EqualTo(new[] { ("api-0", DependencyCondition.Started), ("api-1", DependencyCondition.Completed), ("api-2", DependencyCondition.Started) }));
    }

    [Test]
    public async Task ReadAsync_PortOfTheGroup_IsTheOwnElseTheFirstOne()
    {
        var project = await ProjectAsync("""
            processes:
              api:
                command: serve --listen {{ports.api}} --admin {{ports.api.admin}}
                replicas: 2
                x-portorch: {ports: {http: 8080, admin: {mode: auto}}}
              web: {command: "run {{ .ports.api }} {{ports.web.x}}"}
            """);

        Assert.That(project.Services.Select(s => s.StartCommand!.Text), Is.EqualTo(new[]
        {
            "serve --listen {{ports.api-0}} --admin {{ports.api-0.admin}}",
            "serve --listen {{ports.api-1}} --admin {{ports.api-1.admin}}",
            "run {{ports.api-0}} {{ports.web.x}}",
        }));
        Assert.That(project.Services[1].Ports.Select(p => (p.Name, p.Mode)), Is.EqualTo(new[] { ("http", PortMode.Prefer), ("admin", PortMode.Auto) }));
    }

    [TestCase("-1")]
    [TestCase("1001")]
    public async Task ReadAsync_CountOutOfRange_IsRefused(string count)
    {
        var result = await ReadYamlAsync($"processes: {{api: {{command: a, replicas: {count}}}}}");

        Assert.That(Codes(result), Is.EqualTo(DiagnosticCodes.OutOfRange));
    }

    [TestCase("processes: {api: {command: a, replicas: 2}, api-1: {command: b}}", DiagnosticCodes.DuplicateService)]
    [TestCase("processes: {api: {command: a}, API: {command: b}}", DiagnosticCodes.FileNameClash)]
    [TestCase("processes: {a-b: {command: a}, a_b: {command: b}}", DiagnosticCodes.VariableClash)]
    [TestCase("processes: {a/b: {command: a}}", DiagnosticCodes.InvalidText)]
    public async Task ReadAsync_NamesThatClash_AreTold(string yaml, string code)
    {
        var result = await ReadYamlAsync(yaml);

        Assert.That(Codes(result), Is.EqualTo(code));
        Assert.That(result.Diagnostics.Single().Location!.Line, Is.EqualTo(1));
    }

    [Test]
    public async Task ReadAsync_LogPlaceholder_StandsForTheNumber()
    {
        var project = await ProjectAsync("processes: {api: {command: a, replicas: 2, log_location: \"logs/{PC_REPLICA_NUM}.log\"}}");

        Assert.That(project.Services.Select(s => s.Log.File?.Path), Is.EqualTo(new[] { Path.Combine(Temp.Path, "logs/0.log"), Path.Combine(Temp.Path, "logs/1.log") }));
    }

    [Test]
    public async Task ReadAsync_OwnPortVariable_AsksForAPort()
    {
        var service = await ProcessAsync("command: serve ${PC_PORT_NUM}\nenvironment: [\"LISTEN=${PC_PORT_NUM}\"]\nreadiness_probe: {http_get: {port: \"${PC_PORT_NUM}\"}}");

        Assert.That(service.StartCommand!.Text, Is.EqualTo("serve ${PC_PORT_NUM}"));
        Assert.That(service.Environment["LISTEN"], Is.EqualTo("{{ports.web}}"));
        Assert.That(service.Readiness!.Check.ToString(), Is.EqualTo("http://127.0.0.1:{{ports.web}}/"));
        Assert.That(service.Ports.Single() is { Mode: PortMode.Auto, EnvironmentVariable: "PC_PORT_NUM" }, Is.True);
    }
}
