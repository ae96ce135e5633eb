using System.Globalization;

namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class SelectionTests : EndToEndFixture
{
    [Test]
    public async Task Up_OneService_BringsWhatItDependsOnAndNothingElse()
    {
        WriteServices(Three());

        await ExpectAsync(0, "up", "-d", "web");
        var some = await PsAsync();
        var rest = await ExpectAsync(0, "up", "-d", "--json");

        Assert.That(State(some, "db"), Is.EqualTo("running"));
        Assert.That(State(some, "web"), Is.EqualTo("running"));
        Assert.That(State(some, "extra"), Is.EqualTo("stopped"));
        Assert.That(rest.Json["started"]!.AsArray().Select(n => (string?)n), Is.EqualTo(new[] { "extra" }));
    }

    [Test]
    public async Task Up_WithoutDependencies_StartsTheOneAlone()
    {
        WriteServices(Three());

        await ExpectAsync(0, "up", "-d", "web", "--no-deps");

        var ps = await PsAsync();
        Assert.That(State(ps, "web"), Is.EqualTo("running"));
        Assert.That(State(ps, "db"), Is.EqualTo("stopped"));
    }

    [Test]
    public async Task UpAndDown_Tiers_TouchTheseOnly()
    {
        WriteServices(Three());

        await ExpectAsync(0, "up", "-d", "--tier", "0-1");
        var low = await PsAsync();
        await ExpectAsync(0, "up", "-d");
        await ExpectAsync(0, "down", "--tier", "3", "--timeout", "3");
        var high = await PsAsync();

        Assert.That(State(low, "db"), Is.EqualTo("running"));
        Assert.That(State(low, "web"), Is.EqualTo("stopped"));
        Assert.That(State(high, "db"), Is.EqualTo("running"));
        Assert.That(Pid(high, "db"), Is.EqualTo(Pid(low, "db")));
        Assert.That(State(high, "web"), Is.EqualTo("stopped"));
    }

    [Test]
    public async Task DryRuns_ShowTheOrderAndTouchNothing()
    {
        WriteServices(Three());

        var up = await ExpectAsync(0, "up", "--dry-run");
        Assert.That(Left(), Is.Empty);
        await ExpectAsync(0, "up", "-d");
        var down = await ExpectAsync(0, "down", "--dry-run");

        Assert.That(up.Out.IndexOf("db", StringComparison.Ordinal), Is.GreaterThanOrEqualTo(0).And.LessThan(up.Out.IndexOf("web", StringComparison.Ordinal)));
        Assert.That(down.Out.IndexOf("web", StringComparison.Ordinal), Is.GreaterThanOrEqualTo(0).And.LessThan(down.Out.IndexOf("db", StringComparison.Ordinal)));
        Assert.That(State(await PsAsync(), "web"), Is.EqualTo("running"));
    }

    [Test]
    public async Task Logs_OfTheLastRun_AreShownAlsoAfterDown()
    {
        WriteServices(new { name = "web", start_command = "echo out; echo err >&2; exec sleep 60" });
        await ExpectAsync(0, "up", "-d");
        await Until(() => File.Exists(LogPath("web")) && File.ReadAllLines(LogPath("web")).Length == 2);
        await ExpectAsync(0, "down", "--timeout", "3");

        var logs = await ExpectAsync(0, "logs", "web");

        Assert.That(logs.Out, Does.Contain("out\n").And.Contain("err\n"), logs.ToString());
    }

    [Test]
    public async Task Env_TellsWhatTheServiceGets()
    {
        var port = FreePort();
        WriteServices(new { name = "web", start_command = $"exec {TestService} --listen --http", env = new { GREETING = "hi" }, ports = new { @default = new { port, mode = "prefer" } } });

        var env = await ExpectAsync(0, "env", "web", "--json");

        var variables = env.Json["environment"]!;
        Assert.That((string?)variables["GREETING"], Is.EqualTo("hi"), env.ToString());
        Assert.That((string?)variables["PORT"], Is.EqualTo(port.ToString(CultureInfo.InvariantCulture)));
        Assert.That(Left(), Is.Empty);
    }

    [Test]
    public async Task Up_StateFolderIsTooDeepForASocket_Works()
    {
        Variables["PORTORCHESTRATOR_HOME"] = Path.Combine(StateFolder, new string('d', 60), new string('e', 60));
        WriteServices(new { name = "web", start_command = "exec sleep 60" });

        await ExpectAsync(0, "up", "-d");

        Assert.That(State(await PsAsync(), "web"), Is.EqualTo("running"));
        await ExpectAsync(0, "down", "--timeout", "3");
        await NothingIsLeftAsync();
    }

    private string LogPath(string service) =>
        Directory.Exists(StateFolder) ? Directory.GetFiles(StateFolder, service + ".log", SearchOption.AllDirectories).FirstOrDefault("") : "";

    private static object[] Three() =>
    [
        new { name = "db", tier = 1, start_command = "exec sleep 300" },
        new { name = "web", start_command = "exec sleep 300", dependencies = new[] { "db" } },
        new { name = "extra", start_command = "exec sleep 300" },
    ];
}
