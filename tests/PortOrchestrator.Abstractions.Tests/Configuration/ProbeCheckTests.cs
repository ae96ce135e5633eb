using System.Text.Json;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.Abstractions.Tests.Configuration;

[TestFixture]
internal sealed class ProbeCheckTests
{
    private static readonly (ProbeCheck Check, string Text)[] Checks =
    [
        (new HttpCheck { Url = "http://localhost:8080/health" }, "http://localhost:8080/health"),
        (new TcpCheck { Target = "localhost:6379" }, "tcp://localhost:6379"),
        (new ExecCheck { Command = CommandLine.Shell("pg_isready") }, "exec:pg_isready"),
        (new LogCheck { Pattern = "ready in \\d+ ms" }, "log:ready in \\d+ ms"),
        (new FileCheck { Path = "run/web.pid" }, "file:run/web.pid"),
        (new NotifyCheck(), "notify"),
        (new EngineCheck(), "its own state"),
    ];

    [Test]
    public void ToString_OfEachCheck_SaysItAsAConfigurationWould() =>
        Assert.That(Checks.Select(c => c.Check.ToString()), Is.EqualTo(Checks.Select(c => c.Text)));

    [Test]
    public void Json_OfEachCheck_KeepsItsType() =>
        Assert.That(
            Checks.Select(c => JsonSerializer.Deserialize<ProbeCheck>(JsonSerializer.Serialize(c.Check))!.ToString()),
            Is.EqualTo(Checks.Select(c => c.Text)));

    [Test]
    public void Json_OfChecks_CoversEveryDerivedType() =>
        Assert.That(
            Checks.Select(c => c.Check.GetType()),
            Is.EquivalentTo(typeof(ProbeCheck).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ProbeCheck)))));
}
