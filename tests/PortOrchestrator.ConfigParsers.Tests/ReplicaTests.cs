using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class ReplicaTests : ConfigurationFixture
{
    [Test]
    public async Task ReadAsync_Replicas_AreServicesWithNumbersAndDependentsWaitForAll()
    {
        var result = await ReadAsync("""
            { "services": [
              { "name": "web", "start_command": "run", "replicas": 2 },
              { "name": "front", "start_command": "run", "depends_on": { "web": { "condition": "started" } } } ] }
            """);

        var services = result.Definition!.Services;
        Assert.That(services.Select(s => (s.Name, s.ReplicaOf, s.Replica)), Is.EqualTo(new[] { ("web-0", "web", (int?)0), ("web-1", "web", 1), ("front", null, null) }));
        Assert.That(services[2].Dependencies.Select(d => (d.Service, d.Condition)), Is.EqualTo(new[] { ("web-0", DependencyCondition.Started), ("web-1", DependencyCondition.Started) }));
        Assert.That(result.Diagnostics, Is.Empty);
    }

    [TestCase(2, 2, 3, "web-0,web-1,web-2")]
    [TestCase(2, 2, 1, "web-0")]
    [TestCase(1, 1, 3, "web,web-1,web-2")]
    [TestCase(3, 2, 5, "web-0,web-1,web-2", Description = "the file says another number now, which counts")]
    public async Task ReadAsync_Scale_StandsOverTheFileAsLongAsItSaysTheSame(int written, int then, int wanted, string names)
    {
        var file = Temp.Write(".project-services.json", $$"""{ "services": [ { "name": "web", "start_command": "run", "replicas": {{written}} } ] }""");

        var result = await new ConfigurationReader().ReadAsync(Temp.Path, [file], new ReadingOptions { Scales = [new ReplicaScale("web", then, wanted)] });

        Assert.That(string.Join(',', result.Definition!.Services.Select(s => s.Name)), Is.EqualTo(names));
    }

    [TestCase("\"replicas\": 2, \"ports\": { \"default\": { \"port\": 80, \"mode\": \"exact\" } }", "PO1107", "only one of them can have port 80")]
    [TestCase("\"start_command\": \"x\", \"replicas\": 2 }, { \"name\": \"web-1\", \"start_command\": \"x\"", "PO1202", "both named 'web-1'")]
    public async Task ReadAsync_ReplicasThatCannotBe_AreRefusedWithTheReason(string keys, string code, string message)
    {
        var result = await ReadAsync(Document("\"name\": \"web\", " + keys));

        Assert.That(result.Definition, Is.Null);
        Assert.That(result.Diagnostics.Single().Message, Does.Contain(message));
        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(code));
    }

    [TestCase("*/5 * * * *")]
    [TestCase("@every 10m")]
    [TestCase("TZ=Europe/Berlin 0 7 * * MON-FRI")]
    public async Task ReadAsync_Schedule_IsKept(string text)
    {
        var service = await ServiceAsync($"\"schedule\": \"{text}\"");

        Assert.That(service.Schedule!.Cron, Is.EqualTo(text));
        Assert.That(service.Schedule.Location!.Line, Is.EqualTo(1));
    }

    [Test]
    public async Task ReadAsync_ScheduleThatIsNone_IsAnErrorWithItsPlace()
    {
        var result = await ReadAsync(Document("\"schedule\": \"every tuesday\""));

        Assert.That(result.Diagnostics.Select(Describe), Is.EqualTo(new[] { "1:70 Error PO1106" }));
        Assert.That(result.Diagnostics[0].Message, Does.Contain("five cron fields"));
    }
}
