using System.Text;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProcessCompose;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class ProcessComposeParserTests : ConfigurationFixture
{
    private static (ProjectDefinition Definition, DiagnosticBag Found) Parse(string yaml)
    {
        var found = new DiagnosticBag();
        var root = (MapNode)DocumentReader.Parse("/p/process-compose.yaml", Encoding.UTF8.GetBytes(yaml), found)!;
        return (new ProcessComposeParser(found, "/p", n => n == "SET" ? "x" : null).Parse("/p", root), found);
    }

    [TestCase(1, "api")]
    [TestCase(2, "api-0,api-1")]
    [TestCase(10, "api-00,api-01,api-02,api-03,api-04,api-05,api-06,api-07,api-08,api-09")]
    public void Parse_Replicas_HaveTheNamesOfProcessCompose(int count, string names) =>
        Assert.That(string.Join(',', ReplicaNames.Of("api", count)), Is.EqualTo(names));

    [Test]
    public void Parse_ReplicasWithTemplatedPort_ProbeTheirOwn()
    {
        var (definition, found) = Parse("processes:\n  api:\n    command: run ${SET} $${HOME} $Y\n    replicas: 2\n    readiness_probe: {http_get: {port: \"404{{.PC_REPLICA_NUM}}\"}}\n");

        Assert.That(found.HasErrors, Is.False);
        Assert.That(definition.Services.Select(s => s.Readiness!.Check.ToString()), Is.EqualTo(new[] { "http://127.0.0.1:4040/", "http://127.0.0.1:4041/" }));
        Assert.That(definition.Services[0].StartCommand!.Text, Is.EqualTo("run x ${HOME} $Y"));
        Assert.That(definition.Services[0].Readiness!.Period, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(definition.Services[1].Ports.Single() is { Port: 4041, Mode: PortMode.Exact, Inferred: true }, Is.True);
    }

    [TestCase("process_healthy", DependencyCondition.Ready)]
    [TestCase("process_completed", DependencyCondition.Completed)]
    [TestCase("process_running", DependencyCondition.Running)]
    [TestCase("process_log_ready", DependencyCondition.LogReady)]
    [TestCase("", DependencyCondition.Started)]
    public void Parse_Condition_IsRead(string written, DependencyCondition expected)
    {
        var (definition, _) = Parse($"processes:\n  a: {{command: x}}\n  b:\n    command: y\n    depends_on: {{a: {{condition: {written}}}}}\n");

        Assert.That(definition.Services[1].Dependencies.Single().Condition, Is.EqualTo(expected));
    }
}
