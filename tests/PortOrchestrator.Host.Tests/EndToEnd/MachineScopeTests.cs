using System.Text.Json;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Services that all projects of the machine share.</summary>
[CancelAfter(120_000)]
public sealed class MachineScopeTests : EndToEndFixture
{
    // The machine is the same in every state folder, so that tests which run at one instant would begin their search for a port at the same place.
    [SetUp]
    public void UsePortsOfOnesOwn()
    {
        var first = 20000 + Random.Shared.Next(8000);
        WriteMachineFile("settings.json", new { port_pool = $"{first}-{first + 500}" });
    }

    [Test]
    public async Task Up_TwoProjectsShareARealRedis_OneProcessThatStopsAfterTheLast()
    {
        var redis = Require("redis-server");
        var service = new
        {
            name = "redis",
            scope = "machine",
            tier = 1,
            start_command = $"exec {redis} --port $PORT --bind 127.0.0.1 --save '' --dir {StateFolder}",
            ports = new { @default = new { mode = "auto" } },
            health_check = "tcp://localhost:$REDIS_PORT",
        };
        var shop = WriteProjectIn("shop", service, Web("redis"));
        var blog = WriteProjectIn("blog", service, Web("redis"));

        var first = await ExpectInAsync(shop, 0, "up", "-d");
        var second = await ExpectInAsync(blog, 0, "up", "-d");
        var (ofShop, ofBlog) = (await PsInAsync(shop), await PsInAsync(blog));

        Assert.That(second.Error, Does.Contain("redis: already runs for shop: reused"), second.ToString());
        Assert.That(first.Error, Does.Not.Contain("reused"));
        // It writes its title over its environment, so it is known by that.
        var title = $"127.0.0.1:{Port(ofShop, "redis")}";
        Assert.That(Processes.WithCommandLine("redis-server", title), Is.EqualTo(new[] { Pid(ofShop, "redis") }));
        Assert.That(Pid(ofBlog, "redis"), Is.EqualTo(Pid(ofShop, "redis")));
        Assert.That(Port(ofShop, "redis"), Is.EqualTo(Port(ofBlog, "redis")));
        Assert.That((string?)Service(ofBlog, "redis")["scope"], Is.EqualTo("machine"));
        Assert.That(State(ofBlog, "redis"), Is.EqualTo("running"));
        Assert.That(Environ(Pid(ofShop, "web")), Does.Contain($"REDIS_PORT={Port(ofShop, "redis")}"));

        var one = await ExpectInAsync(shop, 0, "down");
        Assert.That(one.Error, Does.Contain("left running: redis: used by blog"), one.ToString());
        Assert.That(one.Out, Does.Contain("Stopped 1 service: web."));
        Assert.That(State(await PsInAsync(shop), "redis"), Is.EqualTo("running"));
        Assert.That(Processes.IsAlive(Pid(ofBlog, "redis")), Is.True);

        var two = await ExpectInAsync(blog, 0, "down");
        Assert.That(two.Out, Does.Contain("web, redis"), two.ToString());
        Assert.That(State(await PsInAsync(blog), "redis"), Is.EqualTo("stopped"));
        Assert.That(Processes.IsAlive(Pid(ofBlog, "redis")), Is.False);
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_EightProjectsAtOneInstant_StartOneInstance()
    {
        var folders = Enumerable.Range(0, 8).Select(i => WriteProjectIn($"p{i}", Listener("db"))).ToList();

        var runs = await Task.WhenAll(folders.Select(f => RunInAsync(f, "up", "-d", "--json")));

        Assert.That(runs.Select(r => r.ExitCode), Is.All.Zero, string.Join('\n', runs.AsEnumerable()));
        Assert.That(runs.Sum(r => r.Json["started"]!.AsArray().Count(n => (string?)n == "db")), Is.EqualTo(1), string.Join('\n', runs.AsEnumerable()));
        Assert.That(Running("testservice"), Has.Count.EqualTo(1));
        await Task.WhenAll(folders.Select(f => ExpectInAsync(f, 0, "down")));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_SupervisorOfTheMachineWasKilled_TheServiceLivesOnAndStopsAfterTheLast()
    {
        var shop = WriteProjectIn("shop", Listener("db"), Web("db"));
        await ExpectInAsync(shop, 0, "up", "-d");
        var before = await PsInAsync(shop);
        var machine = (await RunInAsync(shop, "ps", "--machine", "--json")).Json;
        Processes.Signal("KILL", SupervisorPid(machine));

        var blog = WriteProjectIn("blog", Listener("db"));
        var up = await ExpectInAsync(blog, 0, "up", "-d");
        var adopted = await PsInAsync(blog);
        await ExpectInAsync(shop, 0, "down");
        var still = Running("testservice");
        await ExpectInAsync(blog, 0, "down");

        Assert.That(up.Error, Does.Contain("db: already runs for shop: reused"), up.ToString());
        Assert.That(Pid(adopted, "db"), Is.EqualTo(Pid(before, "db")));
        Assert.That(still, Is.EqualTo(new[] { Pid(before, "db") }));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_OwnServicesOfTheMachine_RunForWhoNamesThemAndForThemselves()
    {
        WriteMachineFile("machine-services.json", new { services = new object[] { Listener("db", scoped: false), new { name = "broken", start_command = "exit 3", tier = 0 } } });
        var shop = WriteProjectIn("shop", Web("db"));
        var news = WriteProjectIn("news", Web("broken"));

        var up = await ExpectInAsync(shop, 0, "up", "-d");
        var broken = await ExpectInAsync(news, 4, "up", "-d");
        var pinned = await RunAsync("up", "-d", "--machine", "db");
        var down = await ExpectInAsync(shop, 0, "down");
        var stopped = await RunAsync("down", "--machine");

        Assert.That(State((await PsInAsync(shop)), "db"), Is.EqualTo("stopped"), up.ToString());
        Assert.That(broken.Error, Does.Contain("broken").And.Contain("web"), broken.ToString());
        Assert.That(pinned.ExitCode, Is.Zero, pinned.ToString());
        Assert.That(down.Error, Does.Contain("left running: db: was started for the whole machine"), down.ToString());
        Assert.That(stopped.Out, Does.Contain("db"), stopped.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_OtherDefinitionOfWhatRuns_IsToldAndNeverRestarted()
    {
        var shop = WriteProjectIn("shop", Listener("db"));
        var blog = WriteProjectIn("blog", Listener("db", more: " --count 3"));
        await ExpectInAsync(shop, 0, "up", "-d");
        var before = await PsInAsync(shop);

        var up = await ExpectInAsync(blog, 0, "up", "-d");
        var after = await PsInAsync(blog);
        var restart = await ExpectInAsync(blog, 0, "restart", "db");
        var restarted = await PsInAsync(shop);

        Assert.That(up.Error, Does.Contain("db: configured otherwise here than it was started with: its command"), up.ToString());
        Assert.That(Pid(after, "db"), Is.EqualTo(Pid(before, "db")));
        Assert.That((string?)Service(after, "db")["drift"], Is.EqualTo("its command"));
        Assert.That(Pid(restarted, "db"), Is.Not.EqualTo(Pid(before, "db")), restart.ToString());
        Assert.That(Processes.CommandLine(Pid(restarted, "db")), Does.Contain("--count 3"));
        Assert.That((await RunInAsync(shop, "logs", "db")).ExitCode, Is.Zero);
        Assert.That((await RunInAsync(shop, "ps", "--all")).Out, Does.Contain("machine (all projects)").And.Contain("blog"));
    }

    [Test]
    public async Task Prune_CheckoutThatUsedItIsGone_ItStops()
    {
        var shop = WriteProjectIn("shop", Listener("db"));
        await ExpectInAsync(shop, 0, "up", "-d");
        var supervisor = SupervisorPid(await PsInAsync(shop));
        Processes.Signal("KILL", supervisor);
        Directory.Delete(shop, recursive: true);

        var prune = await ExpectAsync(0, "port", "prune");

        Assert.That(prune.Error, Does.Contain("Stopped 1 shared service that nobody used any more: db."), prune.ToString());
        await NothingIsLeftAsync();
    }

    private void WriteMachineFile(string name, object content)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Variables["XDG_CONFIG_HOME"], "portorchestrator")).FullName;
        File.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(content));
    }

    private static object Web(string needs) => new { name = "web", start_command = "exec sleep 60", dependencies = new[] { needs } };

    private static JsonObject Listener(string name, bool scoped = true, string more = "")
    {
        var service = new JsonObject
        {
            ["name"] = name,
            ["start_command"] = $"exec {TestService} --listen{more}",
            ["ports"] = new JsonObject { ["default"] = new JsonObject { ["mode"] = "auto" } },
            ["health_check"] = "tcp://localhost:$PORT",
        };
        if (scoped) service["scope"] = "machine";
        return service;
    }

    private async Task<JsonNode> PsInAsync(string folder) => (await ExpectInAsync(folder, 0, "ps", "--json")).Json;

    private List<int> Running(string program) =>
        [.. Left().Where(p => Processes.CommandLine(p).Contains(program, StringComparison.Ordinal) && !Processes.CommandLine(p).StartsWith("sh ", StringComparison.Ordinal))];

    private static string Environ(int pid) => File.ReadAllText($"/proc/{pid}/environ").Replace('\0', '\n');
}
