using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class ReplicaTests : EndToEndFixture
{
    [Test]
    public async Task Up_Replicas_RunsThemOnPortsOfTheirOwnAndDependentsWaitForAll()
    {
        WriteServices(Listening(replicas: 2), new { name = "front", start_command = "echo api is $API_PORT; exec sleep 300", dependencies = new[] { "api" } });

        await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();

        Assert.That(Names(ps), Is.EqualTo(new[] { "api-0", "api-1", "front" }));
        Assert.That((string?)Service(ps, "api-1")["service"], Is.EqualTo("api"));
        Assert.That((int?)Service(ps, "api-1")["replica"], Is.EqualTo(1));
        Assert.That(Port(ps, "api-0"), Is.Not.EqualTo(Port(ps, "api-1")));
        Assert.That(await GetAsync(Port(ps, "api-1"), "/env"), Does.Contain($"\"API_PORT\":\"{Port(ps, "api-1")}\"").And.Contain("\"PORTORCH_REPLICA\":\"1\"")
            .And.Contain("\"PORTORCH_SERVICE\":\"api\""));
        Assert.That((await ExpectAsync(0, "logs", "front")).Out, Does.Contain($"api is {Port(ps, "api-0")}"));
    }

    [Test]
    public async Task Commands_NameOfAllOrOfOneCopy_ActOnThese()
    {
        WriteServices(new { name = "web", start_command = "echo copy $PORTORCH_REPLICA; exec sleep 300", replicas = 3 }, new { name = "db", start_command = "exec sleep 300" });

        await ExpectAsync(0, "up", "-d", "web");
        Assert.That(Running(await PsAsync()), Is.EqualTo(new[] { "web-0", "web-1", "web-2" }));
        await ExpectAsync(0, "stop", "web-1");
        Assert.That(Running(await PsAsync()), Is.EqualTo(new[] { "web-0", "web-2" }));
        var before = await PsAsync();
        await ExpectAsync(0, "restart", "web-0");
        var after = await PsAsync();
        Assert.That(Pid(after, "web-0"), Is.Not.EqualTo(Pid(before, "web-0")));
        Assert.That(Pid(after, "web-2"), Is.EqualTo(Pid(before, "web-2")));
        await ExpectAsync(0, "start", "web");
        await ExpectAsync(0, "wait", "web", "--timeout", "10");
        Assert.That((await ExpectAsync(0, "logs", "web")).Out, Does.Contain("web-0 | copy 0").And.Contain("web-1 | copy 1").And.Contain("web-2 | copy 2"));
        Assert.That((await ExpectAsync(0, "logs", "web-2")).Out.Trim(), Is.EqualTo("copy 2"));
        await ExpectAsync(0, "stop", "web");
        Assert.That(Running(await PsAsync()), Is.Empty);
        await ExpectAsync(7, "stop", "web-3");
    }

    [Test]
    public async Task Scale_UpAndDown_LeavesTheOthersAloneAndHoldsUntilDown()
    {
        WriteServices(Listening(replicas: 2));
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();

        await ExpectAsync(0, "scale", "api", "4");
        var four = await PsAsync();
        var again = await ExpectAsync(0, "up", "-d");
        await ExpectAsync(0, "scale", "api", "1");
        var one = await PsAsync();
        await ExpectAsync(0, "down", "--timeout", "5");
        await ExpectAsync(0, "up", "-d");
        var fresh = await PsAsync();

        Assert.That(Running(four), Is.EqualTo(new[] { "api-0", "api-1", "api-2", "api-3" }));
        Assert.That(Pid(four, "api-0"), Is.EqualTo(Pid(before, "api-0")));
        Assert.That(four["services"]!.AsArray().Select(s => (int)s!["ports"]![0]!["port"]!), Is.Unique);
        Assert.That(again.Out, Does.Contain("All 4 services are already running"), again.ToString());
        Assert.That(Names(one), Is.EqualTo(new[] { "api-0" }));
        Assert.That(Pid(one, "api-0"), Is.EqualTo(Pid(before, "api-0")));
        Assert.That(Running(fresh), Is.EqualTo(new[] { "api-0", "api-1" }), "the file counts again");
        Assert.That((await ExpectAsync(0, "port", "list", "--project", Folder, "--json")).Json.AsArray(), Has.Count.EqualTo(2), "no port is left behind");
    }

    [Test]
    public async Task Scale_OfAServiceWithoutCopies_KeepsTheOneThatRuns()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 300" }, new { name = "front", start_command = "exec sleep 300", dependencies = new[] { "web" } });
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();

        await ExpectAsync(0, "scale", "web", "2");
        var after = await PsAsync();
        var reload = await ExpectAsync(0, "reload");

        Assert.That(Running(after), Is.EquivalentTo(new[] { "web", "web-1", "front" }));
        Assert.That(Pid(after, "web"), Is.EqualTo(Pid(before, "web")));
        Assert.That(Pid(after, "front"), Is.EqualTo(Pid(before, "front")));
        Assert.That(reload.Out, Does.Contain("Nothing has changed"));
    }

    [Test]
    public async Task Scale_PortThatOnlyOneCanHave_ChangesNothing()
    {
        var port = FreePort();
        WriteServices(new { name = "web", start_command = $"exec {TestService} --listen {port}", ports = new { @default = new { port, mode = "exact" } }, health_check = $"tcp://localhost:{port}" });
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();

        var scale = await ExpectAsync(3, "scale", "web", "2");

        Assert.That(scale.Error, Does.Contain("only one of them can have port"), scale.ToString());
        var after = await PsAsync();
        Assert.That(Names(after), Is.EqualTo(new[] { "web" }));
        Assert.That(Pid(after, "web"), Is.EqualTo(Pid(before, "web")));
    }

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("many")]
    public async Task Scale_NoNumber_IsWrongUsage(string number)
    {
        WriteServices(new { name = "web", start_command = "exec sleep 300" });

        Assert.That((await RunAsync("scale", "--", "web", number)).ExitCode, Is.EqualTo(2));
    }

    private static object Listening(int replicas) => new
    {
        name = "api",
        start_command = $"exec {TestService} --listen --http",
        ports = new { @default = new { mode = "auto" } },
        health_check = "tcp://localhost:$PORT",
        replicas,
    };

    private static IEnumerable<string> Names(JsonNode ps) => ps["services"]!.AsArray().Select(s => (string)s!["name"]!);

    private static IEnumerable<string> Running(JsonNode ps) => ps["services"]!.AsArray().Where(s => (string?)s!["state"] == "running").Select(s => (string)s!["name"]!);
}
