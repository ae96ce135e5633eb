namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class SurvivalTests : EndToEndFixture
{
    [Test]
    public async Task ForegroundUp_IsKilled_ServicesAndSupervisorGoOn()
    {
        WriteServices(Web());
        var up = Start(Program, ["up"]);
        await Until(() => up.Out.Contains("ready", StringComparison.Ordinal), () => up.Out + up.Error);
        var before = await PsAsync();

        Processes.Signal("KILL", up.Pid);
        await up.EndAsync();

        await SameAsync(before);
    }

    [Test]
    public async Task DetachedUp_IsKilledWhileItWaits_TheStartGoesOn()
    {
        WriteServices(
            new { name = "slow", start_command = $"exec {TestService} --listen --delay 1000", ports = Auto(), health_check = "tcp://localhost:$SLOW_PORT" },
            new { name = "after", start_command = "exec sleep 60", dependencies = new[] { "slow" } });
        var up = Start(Program, ["up", "-d"]);
        await Until(() => Left().Any(p => Processes.CommandLine(p).Contains("--delay 1000", StringComparison.Ordinal)));

        Processes.Signal("KILL", up.Pid);
        await up.EndAsync();
        await ExpectAsync(0, "wait", "--timeout", "15");

        var ps = await PsAsync();
        Assert.That(State(ps, "slow"), Is.EqualTo("running"));
        Assert.That(State(ps, "after"), Is.EqualTo("running"));
    }

    [Test]
    public async Task DetachedUp_ItsShellAndTerminalAreKilled_ServicesAndSupervisorGoOn()
    {
        var script = Require("script");
        WriteServices(Web());
        // The shell stays the terminal's foreground process, as an interactive one does.
        var terminal = Start(script, ["-qec", $"{Program} up -d; echo done; exec sleep 300", "/dev/null"]);
        await Until(() => terminal.Out.Contains("done", StringComparison.Ordinal), () => terminal.Out + terminal.Error);
        var before = await PsAsync();
        var shell = Left().Where(p => Processes.CommandLine(p) == "sleep 300").ToList();
        Assert.That(shell, Has.Count.EqualTo(1));

        Processes.Signal("KILL", [terminal.Pid, .. shell]);
        await terminal.EndAsync();
        await Until(() => !shell.Exists(Processes.IsAlive));

        await SameAsync(before);
    }

    [Test]
    public async Task Supervisor_IsKilled_PsTellsTheTruthAndUpTakesOver()
    {
        WriteServices(Web(), new { name = "worker", start_command = "exec sleep 60" });
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        await KillSupervisorAsync(before, "KILL");

        var orphaned = await PsAsync();
        var up = await ExpectAsync(0, "up", "-d");
        var adopted = await PsAsync();

        Assert.That(orphaned["supervisor"], Is.Null);
        Assert.That(State(orphaned, "web"), Is.EqualTo("running"));
        Assert.That((string?)Service(orphaned, "web")["health"], Is.EqualTo("unknown"));
        Assert.That(Pid(orphaned, "web"), Is.EqualTo(Pid(before, "web")));
        Assert.That(Pid(adopted, "web"), Is.EqualTo(Pid(before, "web")), up.ToString());
        Assert.That(Pid(adopted, "worker"), Is.EqualTo(Pid(before, "worker")));
        Assert.That((int?)Service(adopted, "web")["restarts"], Is.Zero);
        Assert.That(SupervisorPid(adopted), Is.Not.EqualTo(SupervisorPid(before)));
        Assert.That(up.Out, Does.Contain("already running"), up.ToString());
        await ExpectAsync(0, "down", "--timeout", "3");
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Supervisor_IsKilled_DownStopsEverything()
    {
        WriteServices(
            Web(),
            new { name = "family", start_command = $"{TestService} --spawn 2 --spawn-setsid --spawn-ignore-term --ignore-term; true", shutdown = new { timeout_seconds = 0.5 } });
        await ExpectAsync(0, "up", "-d");
        await Until(() => Left().Count(p => Processes.CommandLine(p).Contains("testservice --", StringComparison.Ordinal)) >= 4);
        await KillSupervisorAsync(await PsAsync(), "KILL");

        var down = await ExpectAsync(0, "down", "--timeout", "3", "--json");

        Assert.That(down.Json["stopped"]!.AsArray().Select(n => (string?)n), Is.EquivalentTo(new[] { "web", "family" }), down.ToString());
        Assert.That(State(await PsAsync(), "web"), Is.EqualTo("stopped"));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_ProcessWithoutEnvironmentSessionOutputOrParent_IsEndedAllTheSame([Values] bool killed)
    {
        // A time that no other process sleeps.
        var sleep = $"sleep {Random.Shared.Next(100_000, 1_000_000)}.{Environment.ProcessId}";
        WriteServices(new { name = "web", start_command = $"(setsid env -i {sleep} </dev/null >/dev/null 2>&1 &); exec sleep 1000" });
        await ExpectAsync(0, "up", "-d");
        var stray = new List<int>();
        await Until(() => (stray = [.. Processes.WithCommandLine(sleep).Where(p => Processes.CommandLine(p) == sleep)]).Count == 1);
        Assert.That(Left(), Does.Not.Contain(stray[0]), "its environment is cleared");
        if (killed) await KillSupervisorAsync(await PsAsync(), "KILL");

        try
        {
            await ExpectAsync(0, "down", "--timeout", "5");

            Assert.That(Processes.IsAlive(stray[0]), Is.False);
        }
        finally
        {
            Processes.Signal("KILL", stray);
        }

        await NothingIsLeftAsync();
    }

    [TestCase("TERM")]
    [TestCase("INT")]
    public async Task Supervisor_IsAskedToEnd_ServicesGoOn(string signal)
    {
        WriteServices(Web());
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();

        await KillSupervisorAsync(before, signal);
        var after = await PsAsync();

        Assert.That(after["supervisor"], Is.Null);
        Assert.That(Pid(after, "web"), Is.EqualTo(Pid(before, "web")));
        await ExpectAsync(0, "down", "--timeout", "3");
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Supervisor_IsKilledWhileServicesStart_UpGoesOnWithTheSameProcess()
    {
        WriteServices(
            new { name = "slow", start_command = $"exec {TestService} --listen --delay 1500", ports = Auto(), health_check = "tcp://localhost:$SLOW_PORT" },
            new { name = "after", start_command = "exec sleep 60", dependencies = new[] { "slow" } });
        await ExpectAsync(0, "up", "--no-wait");
        await Until(() => Left().Any(p => Processes.CommandLine(p).Contains("--delay 1500", StringComparison.Ordinal)));
        var before = await PsAsync();
        await KillSupervisorAsync(before, "KILL");

        await ExpectAsync(0, "up", "-d");

        var after = await PsAsync();
        Assert.That(Pid(after, "slow"), Is.EqualTo(Pid(before, "slow")));
        Assert.That(State(after, "after"), Is.EqualTo("running"));
    }

    [Test]
    public async Task AdoptedService_Dies_IsStartedAgain()
    {
        WriteServices(new
        {
            name = "web",
            start_command = $"exec {TestService} --listen",
            ports = Auto(),
            health_check = "tcp://localhost:$PORT",
            restart = new { policy = "on_failure", backoff_seconds = 0.1 },
        });
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        await KillSupervisorAsync(before, "KILL");
        await ExpectAsync(0, "up", "-d");

        Processes.Signal("KILL", Pid(before, "web"));
        await Until(() => !Processes.IsAlive(Pid(before, "web")));
        await ExpectAsync(0, "wait", "--timeout", "10");

        var after = await PsAsync();
        Assert.That(State(after, "web"), Is.EqualTo("running"));
        Assert.That(Pid(after, "web"), Is.Not.EqualTo(Pid(before, "web")));
        Assert.That(Port(after, "web"), Is.EqualTo(Port(before, "web")));
    }

    [Test]
    public async Task ServiceDiedWithoutASupervisor_PsSaysItAndUpStartsIt()
    {
        WriteServices(Web());
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        await KillSupervisorAsync(before, "KILL");
        Processes.Signal("KILL", Pid(before, "web"));
        await Until(() => !Processes.IsAlive(Pid(before, "web")));

        // The shell is dead; the service that it started lives on and holds the port.
        var dead = await PsAsync();
        await ExpectAsync(0, "up", "-d");

        Assert.That(State(dead, "web"), Is.EqualTo("failed"));
        Assert.That((string?)Service(dead, "web")["reason"], Does.Contain("exit code unknown"));
        var after = await PsAsync();
        Assert.That(State(after, "web"), Is.EqualTo("running"));
        Assert.That(Port(after, "web"), Is.EqualTo(Port(before, "web")));
        Assert.That(Left().Count(p => Processes.CommandLine(p).StartsWith(TestService, StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task ServiceDiedWithoutASupervisor_DownEndsWhatItLeftBehind()
    {
        WriteServices(Web());
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        await KillSupervisorAsync(before, "KILL");
        Processes.Signal("KILL", Pid(before, "web"));
        await Until(() => !Processes.IsAlive(Pid(before, "web")));
        Assert.That(Left(), Is.Not.Empty);

        await ExpectAsync(0, "down", "--timeout", "3");

        await NothingIsLeftAsync();
    }

    private static object Web() => new
    {
        name = "web",
        start_command = $"{TestService} --listen; true",
        ports = Auto(),
        health_check = "tcp://localhost:$PORT",
    };

    private static object Auto() => new { @default = new { mode = "auto" } };

    private static async Task KillSupervisorAsync(System.Text.Json.Nodes.JsonNode project, string signal)
    {
        var pid = SupervisorPid(project);
        Processes.Signal(signal, pid);
        await Until(() => !Processes.IsAlive(pid));
    }

    private async Task SameAsync(System.Text.Json.Nodes.JsonNode before)
    {
        var after = await PsAsync();
        Assert.That(SupervisorPid(after), Is.EqualTo(SupervisorPid(before)));
        Assert.That(Pid(after, "web"), Is.EqualTo(Pid(before, "web")));
        Assert.That((string?)Service(after, "web")["health"], Is.EqualTo("healthy"));
        await ExpectAsync(0, "down", "--timeout", "3");
        await NothingIsLeftAsync();
    }
}
