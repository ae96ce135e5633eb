namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>process-compose files, run: exit policies, fates, selections. A test named after a number shows a known weakness of process-compose beaten.</summary>
public sealed class ProcessComposeRunTests : EndToEndFixture
{
    [TestCase("exit_on_end: true", "exit 0", 0)]
    [TestCase("exit_on_end: true", "exit 7", 7)]
    [TestCase("restart: exit_on_failure", "exit 7", 7)]
    public async Task Up_EndThatEndsTheProject_BringsItDownAndPassesTheCode(string policy, string end, int code)
    {
        Write($"""
            processes:
              db: {Sleeping}
              main:
                command: "sleep 0.3; {end}"
                availability: {Braces(policy)}
                depends_on: {Braces("db: {condition: process_started}")}
            """);

        var up = await ExpectAsync(code, "up");

        Assert.That(up.Error, Does.Contain("'main'"), up.ToString());
        await NothingIsLeftAsync();
        var ps = await PsAsync();
        Assert.That(State(ps, "main"), Is.EqualTo(end == "exit 0" ? "completed" : "failed"));
        Assert.That((string?)Service(ps, "db")["reason"], Does.Contain("the project ended with 'main'"));
    }

    [Test]
    public async Task UpDetached_EndThatEndsTheProject_EndsTheSupervisorAndPsSaysWhy()
    {
        Write($$"""
            processes:
              db: {{Sleeping}}
              main:
                command: "sleep 1.5; exit 7"
                availability: {restart: exit_on_failure}
            """);
        await ExpectAsync(0, "up", "-d");

        await NothingIsLeftAsync();

        var ps = await PsAsync();
        Assert.That(ps["supervisor"], Is.Null);
        Assert.That((State(ps, "main"), (int?)Service(ps, "main")["exitCode"]), Is.EqualTo(("failed", (int?)7)));
        Assert.That((string?)Service(ps, "db")["reason"], Does.Contain("exited with code 7"));
    }

    [Test]
    public async Task Up_SkippedAndThatEndsTheProject_EndsWith1()
    {
        Write($$"""
            processes:
              other: {{Sleeping}}
              seed: {command: "exit 3"}
              main:
                command: echo never
                availability: {exit_on_skipped: true}
                depends_on: {seed: {condition: process_completed_successfully} }
            """);

        var up = await ExpectAsync(1, "up");

        Assert.That(up.Out, Does.Not.Contain("never"));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_ProcessFailsWithoutAPolicy_TheOthersGoOnAndItEndsWith0()
    {
        Write("""
            processes:
              bad: {command: "exit 3"}
              good: {command: "sleep 0.5; echo good has ended"}
            """);

        var up = await ExpectAsync(0, "up");

        Assert.That(up.Out, Does.Contain("good has ended"), up.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_SuccessExitCodes_CountAsSuccessEverywhere()
    {
        Write("""
            processes:
              seed: {command: "exit 7", success_exit_codes: [7]}
              after:
                command: echo it went well
                availability: {exit_on_end: true}
                depends_on: {seed: {condition: process_completed_successfully}}
            """);

        Assert.That((await ExpectAsync(0, "up")).Out, Does.Contain("it went well"));
    }

    [Test]
    public async Task Up_NotNamed_LeavesOutDisabledAndForegroundProcesses()
    {
        Write($$"""
            processes:
              web: {{Sleeping}}
              off: {command: exec sleep 300, disabled: true}
              shell: {command: "cat; exit 4", is_foreground: true}
              late:
                command: exec sleep 300
                depends_on: {off: {condition: process_completed_successfully} }
            """);

        await ExpectAsync(0, "up", "-d");
        var first = await PsAsync();
        await ExpectAsync(0, "start", "off");
        var run = await ExpectAsync(4, "run", "shell");

        Assert.That(new[] { "web", "late", "off", "shell" }.Select(n => State(first, n)), Is.EqualTo(new[] { "running", "running", "disabled", "disabled" }));
        Assert.That(State(await PsAsync(), "off"), Is.EqualTo("running"));
        Assert.That(run.Out, Is.Empty);
    }

    [Test]
    public async Task Up_Namespace_StartsItsProcessesAndWhatTheyNeed()
    {
        Write($$"""
            processes:
              db: {command: exec sleep 300, namespace: data}
              web:
                command: exec sleep 300
                namespace: [front, extra]
                depends_on: {db: {condition: process_started} }
              batch: {{Sleeping}}
            """);

        await ExpectAsync(0, "up", "-d", "--namespace", "extra");

        var ps = await PsAsync();
        Assert.That(new[] { "db", "web", "batch" }.Select(n => State(ps, n)), Is.EqualTo(new[] { "running", "running", "stopped" }));
    }

    [Test]
    public async Task W47_Scale_ByTheNameOfTheGroup_RendersEachCopyAnewAndRenamesNone()
    {
        Write("""
            processes:
              web:
                command: "echo number {{.PC_REPLICA_NUM}}; exec sleep 300"
                replicas: 2
            """);
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();

        await ExpectAsync(0, "scale", "web", "11");
        var after = await PsAsync();
        var logs = await ExpectAsync(0, "logs", "web-10");
        await ExpectAsync(0, "stop", "web");

        Assert.That(Pid(after, "web-0"), Is.EqualTo(Pid(before, "web-0")));
        Assert.That(after["services"]!.AsArray(), Has.Count.EqualTo(11));
        Assert.That(logs.Out.Trim(), Is.EqualTo("number 10"));
        Assert.That((await PsAsync())["services"]!.AsArray().Select(s => (string?)s!["state"]), Is.All.EqualTo("stopped"));
    }

    [Test]
    public async Task W24_LogLocation_GetsEveryLineOfEveryRun()
    {
        Write("""
            processes:
              web: {command: "echo run; printf unfinished; exec sleep 300", log_location: out/web.txt}
            """);
        await ExpectAsync(0, "up", "-d");
        var copy = Path.Combine(Folder, "out", "web.txt");
        const string line = """{"level":"info","process":"web","replica":0,"message":"RUN"}""" + "\n";
        var (first, last) = (line.Replace("RUN", "run", StringComparison.Ordinal), line.Replace("RUN", "unfinished", StringComparison.Ordinal));
        await Until(() => File.Exists(copy) && File.ReadAllText(copy) == first);

        await ExpectAsync(0, "restart", "web");
        await Until(() => File.ReadAllText(copy) == first + last + first, () => File.ReadAllText(copy));

        var supervisor = SupervisorPid(await PsAsync());
        Processes.Signal("KILL", supervisor);
        await Until(() => !Processes.IsAlive(supervisor));
        await ExpectAsync(0, "down");
        // The supervisor writes it before it ends, which 'down' does not wait for.
        await Until(() => File.ReadAllText(copy) == first + last + first + last, () => File.ReadAllText(copy));
    }

    [Test]
    public async Task LogConfiguration_OfProjectAndProcess_IsFollowed()
    {
        Write("""
            log_location: all.log
            log_configuration: {disable_json: true, no_color: true, fields_order: [message, level], no_metadata: true}
            processes:
              web: {command: "echo out; echo bad >&2; exec sleep 300"}
              own:
                command: "echo mine; exec sleep 300"
                replicas: 2
                log_location: own.log
                log_configuration: {add_timestamp: true, timestamp_format: "2006", rotation: {max_size_mb: 1}}
            """);
        var up = await ExpectAsync(0, "up", "-d");
        Assert.That(up.Error, Does.Not.Contain("not run yet"), up.ToString());
        await Until(() => Read("all.log").Split('\n').Length == 3, () => Read("all.log"));
        await Until(() => Read("own.log.1").Length > 0 && Read("own.log.0").Length > 0);

        Assert.That(Read("all.log").Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(new[] { "out INF", "bad ERR" }));
        var year = TimeProvider.System.GetLocalNow().Year;
        Assert.That(Read("own.log.1"), Is.EqualTo($$"""{"level":"info","process":"own-1","replica":1,"time":"{{year}}","message":"mine"}""" + "\n"));
        var logs = await ExpectAsync(0, "logs", "web", "--json");
        Assert.That(logs.Out, Does.Contain("\"text\":\"bad\",\"stream\":\"stderr\""), logs.ToString());
    }

    [Test]
    public async Task TruncateLog_EveryStart_BeginsAnew()
    {
        Write("""
            processes:
              web: {command: "date +%N; exec sleep 300", truncate_log: true, log_location: web.txt}
            """);
        await ExpectAsync(0, "up", "-d");
        await Until(() => Read("web.txt").Length > 0);
        var first = Read("web.txt");

        await ExpectAsync(0, "restart", "web");

        await Until(() => Read("web.txt") is { Length: > 0 } now && now != first);
        Assert.That(Read("web.txt").Split('\n'), Has.Length.EqualTo(2));
        await Until(() => RunAsync("logs", "web").Result.Out.Split('\n').Length == 2);
    }

    private string Read(string name) => File.Exists(Path.Combine(Folder, name)) ? File.ReadAllText(Path.Combine(Folder, name)) : "";

    [Test]
    public async Task W33_Reload_ProjectLevelKeys_CountToo()
    {
        Write("environment: [MOOD=good]\nprocesses:\n  web: {command: \"echo mood $MOOD; exec sleep 300\"}\n");
        await ExpectAsync(0, "up", "-d");
        Write("environment: [MOOD=better]\nprocesses:\n  web: {command: \"echo mood $MOOD; exec sleep 300\"}\n");

        await ExpectAsync(0, "reload");

        await Until(() => RunAsync("logs", "web").Result.Out.Contains("mood better", StringComparison.Ordinal));
    }

    [Test]
    public async Task W15_Stop_OfWhatIgnoresTheSignal_HasADeadlineAndNamesIt()
    {
        Write($$"""
            processes:
              deaf: {command: "trap '' TERM; echo up; while :; do sleep 0.1; done", shutdown: {timeout_seconds: 1}, ready_log_line: up}
              web: {{Sleeping}}
            """);
        await ExpectAsync(0, "up", "-d");

        var down = await ExpectAsync(0, "down");

        Assert.That(down.Error, Does.Contain("deaf").And.Contain("was killed"), down.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Stop_ParentOnly_LeavesTheRestToTheParent()
    {
        Write("""
            processes:
              web:
                command: "trap 'echo parent; kill $child; wait; exit 0' TERM; sh -c 'trap \"echo child\" TERM; while :; do sleep 0.05; done' & child=$!; echo up; wait"
                ready_log_line: up
                shutdown: {parent_only: true, timeout_seconds: 1}
            """);
        await ExpectAsync(0, "up", "-d");

        await ExpectAsync(0, "stop", "web");

        var lines = (await ExpectAsync(0, "logs", "web")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Is.EqualTo(new[] { "up", "parent", "child" }), "the child was told by its parent alone, once");
        Assert.That((await PsAsync())["services"]![0]!["state"]!.ToString(), Is.EqualTo("stopped"));
    }

    [Test]
    public async Task Up_Schedule_RunsByTheClockAndKeepsTheSupervisor()
    {
        Write("""
            processes:
              tick: {command: "echo tick", schedule: {interval: 1s, run_on_start: true}}
            """);

        await ExpectAsync(0, "up", "-d");

        await Until(() => RunAsync("logs", "tick").Result.Out.Split("tick").Length > 2, seconds: 30);
        Assert.That((await PsAsync())["supervisor"], Is.Not.Null);
        await ExpectAsync(0, "down");
        await NothingIsLeftAsync();
    }

    private const string Sleeping = "{command: exec sleep 300}";

    private static string Braces(string text) => "{" + text + "}";

    private void Write(string yaml) => WriteFile("process-compose.yaml", yaml);
}
