using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Services that are restarted when their files change.</summary>
public sealed class FileWatchTests : EndToEndFixture
{
    [Test]
    public async Task Watch_SourceIsSaved_RestartsOnceAndPsSaysWhy()
    {
        WriteFile("src/app.sh", "echo one; exec sleep 300");
        WriteServices(new { name = "web", start_command = "exec sh src/app.sh", watch = new { paths = "src", debounce_seconds = 1 } });
        await ExpectAsync(0, "up", "-d");
        var before = Pid(await PsAsync(), "web");

        // As an editor does it: several writes, and the new file put in place of the old one.
        WriteFile("src/.app.sh.swp", "x");
        WriteFile("src/app.sh.new", "echo two; exec sleep 300");
        File.Move(Path.Combine(Folder, "src/app.sh.new"), Path.Combine(Folder, "src/app.sh"), overwrite: true);
        var web = await RestartedAsync("web", before);

        Assert.That((string?)web["reason"], Does.StartWith("restarted: src/app.sh"));
        Assert.That((await ExpectAsync(0, "logs", "web")).Out, Does.Contain("one").And.Contain("two"));
        Assert.That(Processes.IsAlive(before), Is.False);
        WriteFile("src/app.sh", "echo three; exec sleep 300");
        await RestartedAsync("web", (int)web["pid"]!);
        var said = (await ExpectAsync(0, "logs", "--supervisor")).Out;
        Assert.That(said.Split("Restarting web: restarted: src/app.sh"), Has.Length.EqualTo(3), "one restart for one save: " + said);
    }

    [Test]
    public async Task Watch_ServiceThatFailed_IsStartedByTheChangeThatMendsIt()
    {
        WriteFile("src/app.sh", "exit 3");
        WriteServices(
            new { name = "web", start_command = "exec sh src/app.sh", min_uptime_seconds = 2, watch = new { paths = new[] { "src/*.sh" }, debounce_seconds = 0.1 } },
            new { name = "client", start_command = "exec sleep 300", dependencies = new[] { "web" } });
        var up = await ExpectAsync(4, "up", "-d");
        Assert.That(up.Error, Does.Contain("starts again when a watched file changes"));
        Assert.That(State(await PsAsync(), "client"), Is.EqualTo("skipped"));

        WriteFile("src/app.sh", "exec sleep 300");

        await UntilPsAsync(ps => State(ps, "client") == "running" && State(ps, "web") == "running");
    }

    [Test]
    public async Task Watch_TaskIsDone_RunsAgainAndKeepsTheForegroundUp()
    {
        WriteFile("src/a.txt", "first");
        WriteServices(new { name = "build", kind = "task", start_command = "echo built $(cat src/a.txt)", watch = new[] { "src" } });
        var up = Start(Program, ["up"]);
        await Until(() => up.Out.Contains("built first", StringComparison.Ordinal), () => up.Out + up.Error);

        WriteFile("src/a.txt", "second");
        await Until(() => up.Out.Contains("built second", StringComparison.Ordinal), () => up.Out + up.Error);

        Assert.That(up.HasExited, Is.False);
        Processes.Signal("INT", up.Pid);
        Assert.That((await up.EndAsync()).ExitCode, Is.EqualTo(130));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Watch_OfProcessComposeWithCascade_RestartsTheDependentsInOrder()
    {
        WriteFile("db/schema.sql", "1");
        WriteFile("process-compose.yaml", """
            processes:
              db:
                command: echo db >> order; echo I am up; exec sleep 300
                ready_log_line: I am up
                watch: {paths: [{path: db, include: ['*.sql']}], cascade: true, debounce: 1s}
              api:
                command: echo api >> order; exec sleep 300
                depends_on: {db: {condition: process_log_ready}}
              other:
                command: exec sleep 300
            """);
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();

        WriteFile("db/notes.txt", "no");
        WriteFile("db/schema.sql", "2");
        await RestartedAsync("api", Pid(before, "api"));

        var after = await PsAsync();
        Assert.That((string?)Service(after, "api")["reason"], Is.EqualTo("restarted with 'db': db/schema.sql changed"));
        Assert.That(Pid(after, "db"), Is.Not.EqualTo(Pid(before, "db")));
        Assert.That(Pid(after, "other"), Is.EqualTo(Pid(before, "other")));
        Assert.That(File.ReadAllLines(Path.Combine(Folder, "order")), Is.EqualTo(new[] { "db", "api", "db", "api" }));
    }

    [Test]
    public async Task Watch_ServiceWritesIntoWhatItWatches_IsSuspendedAndSaysSo()
    {
        WriteFile("src/x", "1");
        WriteServices(new { name = "web", start_command = "date +%N > src/written; exec sleep 300", watch = new { paths = "src", debounce_seconds = 0.01 } });
        await ExpectAsync(0, "up", "-d");

        await Until(() => SupervisorSays("restarted 10 times"), seconds: 40);
        var pid = Pid(await PsAsync(), "web");
        WriteFile("src/x", "2");
        await Task.Delay(500);

        Assert.That(Pid(await PsAsync(), "web"), Is.EqualTo(pid), "it is left alone now");
    }

    [Test]
    public async Task Watch_SupervisorIsKilled_TheNextOneWatchesOn()
    {
        WriteFile("src/x", "1");
        WriteServices(new { name = "web", start_command = "exec sleep 300", watch = "src" }, new { name = "more", start_command = "exec sleep 300" });
        await ExpectAsync(0, "up", "-d", "web");
        var before = await PsAsync();
        Processes.Signal("KILL", SupervisorPid(before));
        await Until(() => !Processes.IsAlive(SupervisorPid(before)));
        await ExpectAsync(0, "up", "-d", "more");
        Assert.That(Pid(await PsAsync(), "web"), Is.EqualTo(Pid(before, "web")));

        WriteFile("src/x", "2");

        Assert.That((string?)(await RestartedAsync("web", Pid(before, "web")))["reason"], Is.EqualTo("restarted: src/x changed"));
    }

    private bool SupervisorSays(string text) =>
        Directory.EnumerateFiles(Path.Combine(StateFolder, "projects"), "supervisor.log", SearchOption.AllDirectories).Any(f => File.ReadAllText(f).Contains(text, StringComparison.Ordinal));

    private async Task<JsonNode> RestartedAsync(string name, int pid) =>
        Service(await UntilPsAsync(ps => State(ps, name) == "running" && Pid(ps, name) != pid), name);
}
