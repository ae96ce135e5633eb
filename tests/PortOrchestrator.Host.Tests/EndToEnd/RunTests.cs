namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class RunTests : EndToEndFixture
{
    [Test]
    public async Task Run_EndsWithItsExitCodeAndStopsWhatItStarted()
    {
        WriteServices(
            new { name = "db", start_command = $"exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$PORT" },
            new { name = "other", start_command = "exec sleep 300" },
            new { name = "job", disabled = true, start_command = "echo db is $DB_PORT; exit 7", dependencies = new[] { "db" } });
        await ExpectAsync(0, "up", "-d", "other");

        var run = await ExpectAsync(7, "run", "job");
        var ps = await PsAsync();

        Assert.That(run.Out, Does.Match("^db is [0-9]+\n$"), run.ToString());
        Assert.That(State(ps, "db"), Is.EqualTo("stopped"));
        Assert.That(State(ps, "other"), Is.EqualTo("running"), "it was up before");
    }

    [Test]
    public async Task Run_Arguments_ArriveAsTheyWereGiven()
    {
        WriteServices(
            new { name = "text", disabled = true, start_command = "printf '<%s>'" },
            new { name = "list", disabled = true, start_command = new[] { "printf", "<%s>" } });

        foreach (var service in new[] { "text", "list" })
            Assert.That((await ExpectAsync(0, "run", service, "--", "a b", "it's", "$HOME", "--x")).Out, Is.EqualTo("<a b><it's><$HOME><--x>\n"));
    }

    [Test]
    public async Task Run_TaskThatItNeeds_IsWaitedFor()
    {
        WriteServices(
            new { name = "seed", start_command = "sleep 0.5; echo done > seeded" },
            new { name = "job", disabled = true, start_command = "cat seeded", depends_on = new { seed = new { condition = "completed_successfully" } } });

        Assert.That((await ExpectAsync(0, "run", "job")).Out.Trim(), Is.EqualTo("done"));
    }

    [Test]
    public async Task Run_WhatItNeedsFails_IsNotRun()
    {
        WriteServices(
            new { name = "db", kind = "task", start_command = "exit 3" },
            new { name = "job", disabled = true, start_command = "echo ran", dependencies = new[] { "db" } });

        var run = await ExpectAsync(4, "run", "job");

        Assert.That(run.Out, Does.Not.Contain("ran\n"));
        Assert.That(run.Error, Does.Contain("db"));
        Assert.That((await ExpectAsync(0, "run", "--no-deps", "job")).Out, Is.EqualTo("ran\n"));
    }

    [Test]
    public async Task Run_IsTerminated_TheServiceIsToldAndItsCodeIsOurs()
    {
        WriteServices(new { name = "job", disabled = true, start_command = "trap 'echo told; exit 9' TERM; echo up; while :; do sleep 0.05; done" });
        var run = Start(Program, ["run", "job"]);
        await Until(() => run.Out.Contains("up", StringComparison.Ordinal), () => run.Out + run.Error);

        Processes.Signal("TERM", run.Pid);

        var ended = await run.EndAsync();
        Assert.That((ended.ExitCode, ended.Out), Is.EqualTo((9, "up\ntold\n")), ended.ToString());
    }

    [Test]
    public async Task Run_RunsAlready_IsRefused()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 300" });
        await ExpectAsync(0, "up", "-d");

        Assert.That((await ExpectAsync(2, "run", "web")).Error, Does.Contain("portorch stop web"));
    }

    private static object Auto() => new { @default = new { mode = "auto" } };
}
