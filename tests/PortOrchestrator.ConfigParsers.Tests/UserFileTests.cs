using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class UserFileTests : ConfigurationFixture
{
    private static string Data(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "TestData", name);

    [Test]
    public async Task ReadAsync_LongUserFile_GivesEveryKey()
    {
        var result = await ReadFilesAsync(Data("autogen.project-services.json"));

        Assert.That(result.Diagnostics, Is.Empty);
        var project = result.Definition!;
        Assert.That(project.Name, Is.EqualTo("autogen-local"));
        Assert.That(project.Services.Select(s => s.Name), Is.EqualTo(new[] { "zookeeper", "kafka", "kafka-ui" }));
        var (zookeeper, kafka, ui) = (project.Services[0], project.Services[1], project.Services[2]);
        Assert.Multiple(() =>
        {
            Assert.That(zookeeper.Readiness!.Check, Is.EqualTo(new HttpCheck { Url = "http://localhost:2181", AnyAnswer = true, Headers = ((HttpCheck)zookeeper.Readiness.Check).Headers }));
            Assert.That(zookeeper.ReadyTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(zookeeper.Ports.Select(p => (p.Name, p.Port, p.Mode)), Is.EqualTo(new[] { ("default", (int?)2181, PortMode.Exact) }));
            Assert.That(zookeeper.MayLaunch, Is.True);
            Assert.That(zookeeper.Launcher!.StopCommand.Text, Is.EqualTo("cd ~/projects/autogen-local && docker compose stop zookeeper"));
            Assert.That(kafka.Readiness!.Check, Is.EqualTo(new TcpCheck { Target = "localhost:9092" }));
            Assert.That(kafka.Dependencies.Select(d => (d.Service, d.Condition)), Is.EqualTo(new[] { ("zookeeper", DependencyCondition.Ready) }));
            Assert.That(ui.Required, Is.False);
            Assert.That(ui.Launcher!.StopCommand.Text, Is.EqualTo("cd ~/projects/autogen-local && docker compose --profile dev stop kafka-ui"));
            Assert.That(ui.Tier, Is.EqualTo(3));
            Assert.That(ui.Location!.Line, Is.EqualTo(23));
        });
    }

    [Test]
    public async Task ReadAsync_ShortUserFile_FillsInDefaults()
    {
        var result = await ReadFilesAsync(Data("short.project-services.json"));

        Assert.That(result.Diagnostics, Is.Empty);
        var (zookeeper, kafka) = (result.Definition!.Services[0], result.Definition.Services[1]);
        Assert.Multiple(() =>
        {
            Assert.That(zookeeper.Tier, Is.EqualTo(3));
            Assert.That(zookeeper.Ports.Single() is { Port: 2181, Inferred: true, Mode: PortMode.Exact }, Is.True);
            Assert.That(kafka.Ports, Is.Empty);
            Assert.That(kafka.Readiness, Is.Null);
            Assert.That(kafka.Launcher!.Target, Is.EqualTo("kafka"));
            Assert.That(result.Definition.Name, Is.Null);
        });
    }
}
