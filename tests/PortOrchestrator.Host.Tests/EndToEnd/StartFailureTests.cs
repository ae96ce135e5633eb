using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class StartFailureTests : EndToEndFixture
{
    [Test]
    public async Task Up_RequiredServiceExits_NamesItAndItsCodeAndLastLinesAndSkipsDependents()
    {
        WriteServices(
            new { name = "broken", start_command = "for i in $(seq 15); do echo line $i; done; exit 3", health_check = "", port = FreePort(), timeout_seconds = 30 },
            new { name = "dependent", start_command = "exec sleep 60", dependencies = new[] { "broken" } },
            new { name = "next", start_command = "exec sleep 60", dependencies = new[] { "dependent" } });

        var up = await ExpectAsync(4, "up", "-d");

        Assert.That(up.Elapsed.TotalSeconds, Is.LessThan(15), "it died; waiting for its time to pass is pointless");
        Assert.That(up.Error, Does.Contain("broken").And.Contain("exited with code 3"));
        Assert.That(up.Error, Does.Contain("line 6\n").And.Contain("line 15\n").And.Not.Contain("line 5\n"));
        Assert.That(up.Error, Does.Not.Contain("exited with code 3 (exit code 3)"));
        var ps = await PsAsync();
        Assert.That(State(ps, "broken"), Is.EqualTo("failed"));
        Assert.That((int?)Service(ps, "broken")["exitCode"], Is.EqualTo(3));
        Assert.That(State(ps, "dependent"), Is.EqualTo("skipped"));
        Assert.That((string?)Service(ps, "dependent")["reason"], Does.Contain("broken"));
        Assert.That(State(ps, "next"), Is.EqualTo("skipped"));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_RequiredServiceWithoutCheckEndsAtOnce_FailsAndDependentsAreSkipped()
    {
        WriteServices(
            new { name = "broken", start_command = "echo said; exit 3", min_uptime_seconds = 60 },
            new { name = "dependent", start_command = "exec sleep 60", dependencies = new[] { "broken" } });

        var up = await ExpectAsync(4, "up", "-d");

        Assert.That(up.Error, Does.Contain("exited with code 3").And.Contain("said"));
        Assert.That(State(await PsAsync(), "dependent"), Is.EqualTo("skipped"));
    }

    [Test]
    public async Task Up_RequiredServiceExits_JsonNamesEverything()
    {
        WriteServices(new { name = "broken", start_command = "echo said; exit 3", health_check = "", port = FreePort() });

        var error = (await ExpectAsync(4, "up", "-d", "--json")).Json["error"]!;

        var failure = error["failures"]!.AsArray().Single()!;
        Assert.That((string?)error["code"], Is.EqualTo("ServiceFailed"));
        Assert.That((string?)failure["service"], Is.EqualTo("broken"));
        Assert.That((int?)failure["exitCode"], Is.EqualTo(3));
        Assert.That((string?)failure["lastLines"]![0], Is.EqualTo("said"));
    }

    [Test]
    public async Task Up_OptionalServicesFail_TheRestComesUp()
    {
        WriteServices(
            new { name = "missing", tier = 0, start_command = "no-such-command-here", required = false },
            new { name = "argv", tier = 0, start_command = new[] { "no-such-program-here" }, required = false },
            new { name = "folder", tier = 0, start_command = "exec sleep 60", working_dir = "not-here", required = false },
            new { name = "web", tier = 1, start_command = "exec sleep 60", dependencies = new[] { "missing" } });

        var up = await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();

        Assert.That(State(ps, "web"), Is.EqualTo("running"), up.ToString());
        Assert.That((string?)Service(ps, "missing")["reason"], Does.Contain("127"));
        Assert.That((string?)Service(ps, "argv")["reason"], Does.Contain("no-such-program-here"));
        Assert.That((string?)Service(ps, "folder")["reason"], Does.Contain("not-here").And.Contain("working_dir"));
        Assert.That(up.Error, Does.Contain("missing").And.Contain("optional"));
        await ExpectAsync(0, "down", "--timeout", "3");
        await NothingIsLeftAsync();
    }

    [TestCase("no-such-command-here", "command not found")]
    [TestCase("cd not-here && exec sleep 60", "not-here")]
    public async Task Up_RequiredServiceCannotStart_ExitsWith4AndSaysWhy(string command, string why)
    {
        WriteServices(new { name = "web", start_command = command, health_check = "", port = FreePort() });

        var up = await ExpectAsync(4, "up", "-d");

        Assert.That(up.Error, Does.Contain("web").And.Contain(why));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_WorkingFolderIsMissing_ExitsWith4AndNamesIt()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 60", working_dir = "not-here" });

        var up = await ExpectAsync(4, "up", "-d");

        Assert.That(up.Error, Does.Contain("not-here").And.Contain("working_dir"));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_NotReadyInTime_ExitsWith4AndEndsTheProcess()
    {
        WriteServices(new { name = "deaf", start_command = "exec sleep 60", health_check = "", port = FreePort(), timeout_seconds = 1 });

        var up = await ExpectAsync(4, "up", "-d");

        Assert.That(up.Error, Does.Contain("deaf").And.Contain("not ready within 1 s"));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_ItsOwnTimeout_ExitsWith5AndLeavesWhatWasStarted()
    {
        WriteServices(new { name = "slow", start_command = "exec sleep 60", health_check = "", port = FreePort(), timeout_seconds = 60 });

        await ExpectAsync(5, "up", "-d", "--timeout", "1");

        Assert.That((string?)(await ServiceAsync("slow"))["state"], Is.EqualTo("starting"));
        await ExpectAsync(0, "down", "--timeout", "3");
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_ExplicitRestartPolicy_RecoversFromAFirstFailure()
    {
        WriteServices(new
        {
            name = "flaky",
            start_command = $"if [ -e tried ]; then exec {TestService} --listen; fi; touch tried; exit 9",
            health_check = "tcp://localhost:$PORT",
            port = FreePort(),
            restart = new { policy = "on_failure", backoff_seconds = 0.1 },
        });

        await ExpectAsync(0, "up", "-d");

        var flaky = await ServiceAsync("flaky");
        Assert.That((string?)flaky["state"], Is.EqualTo("running"));
        Assert.That((int?)flaky["restarts"], Is.EqualTo(1));
    }

    [Test]
    public async Task Up_ServiceDiesAfterItWasReady_IsStartedAgainByDefault()
    {
        WriteServices(new
        {
            name = "web",
            start_command = $"exec {TestService} --listen",
            health_check = "tcp://localhost:$PORT",
            port = FreePort(),
            restart = new { backoff_seconds = 0.1 },
        });
        await ExpectAsync(0, "up", "-d");
        var first = Pid(await PsAsync(), "web");

        Processes.Signal("KILL", first);
        // Until the supervisor has heard of it, waiting would end at once.
        await UntilPsAsync(p => (int?)Service(p, "web")["restarts"] == 1);
        var wait = await ExpectAsync(0, "wait", "web", "--timeout", "10");

        var web = await ServiceAsync("web");
        Assert.That((string?)web["state"], Is.EqualTo("running"), wait.ToString());
        Assert.That((int?)web["pid"], Is.Not.EqualTo(first));
        Assert.That((int?)web["restarts"], Is.EqualTo(1));
    }

    [Test]
    public async Task Up_Tiers_StartInOrder()
    {
        WriteServices(
            new { name = "app", tier = 3, start_command = $"exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$APP_PORT" },
            new { name = "base", tier = 0, start_command = $"exec {TestService} --listen --delay 200", ports = Auto(), health_check = "tcp://localhost:$BASE_PORT" },
            new { name = "middle", tier = 1, start_command = $"exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$MIDDLE_PORT" });

        await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();

        Assert.That(At(ps, "middle", "startedAt"), Is.GreaterThanOrEqualTo(At(ps, "base", "readyAt")));
        Assert.That(At(ps, "app", "startedAt"), Is.GreaterThanOrEqualTo(At(ps, "middle", "readyAt")));
    }

    [Test]
    public async Task Up_TaskAndItsDependent_RunAfterEachOtherAndOnlyOnce()
    {
        WriteServices(
            new { name = "migrate", kind = "task", start_command = "sleep 0.3; echo ran >> ran" },
            new
            {
                name = "web",
                start_command = "test -e ran && exec sleep 60",
                depends_on = new { migrate = new { condition = "completed_successfully" } },
            });

        await ExpectAsync(0, "up", "-d");
        await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();

        Assert.That(State(ps, "migrate"), Is.EqualTo("completed"));
        Assert.That((int?)Service(ps, "migrate")["exitCode"], Is.Zero);
        Assert.That(State(ps, "web"), Is.EqualTo("running"));
        Assert.That(At(ps, "web", "startedAt"), Is.GreaterThanOrEqualTo(At(ps, "migrate", "readyAt")));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(Folder, "ran")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Up_TaskFails_ItsDependentIsSkipped()
    {
        WriteServices(
            new { name = "migrate", kind = "task", start_command = "exit 5" },
            new
            {
                name = "web",
                start_command = "exec sleep 60",
                depends_on = new { migrate = new { condition = "completed_successfully" } },
            });

        var up = await ExpectAsync(4, "up", "-d");

        Assert.That(up.Error, Does.Contain("migrate").And.Contain("code 5"));
        Assert.That(State(await PsAsync(), "web"), Is.EqualTo("skipped"));
        await NothingIsLeftAsync();
    }

    private static object Auto() => new { @default = new { mode = "auto" } };

    private static DateTimeOffset At(JsonNode project, string service, string key) =>
        DateTimeOffset.Parse((string)Service(project, service)[key]!, System.Globalization.CultureInfo.InvariantCulture);
}
