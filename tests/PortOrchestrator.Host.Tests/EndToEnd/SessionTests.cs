using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Sessions as agents and shells have them, with the real program and real owners.</summary>
public sealed class SessionTests : EndToEndFixture
{
    private readonly List<Process> _owners = [];

    [SetUp]
    public void ForgetHosts()
    {
        // The tests themselves may run in one of them.
        foreach (var variable in new[] { "CLAUDECODE", "CLAUDE_ENV_FILE", "CLAUDE_PID", "CURSOR_VERSION", "GEMINI_SESSION_ID" }) Variables[variable] = "";
    }

    [TearDown]
    public void EndOwners()
    {
        foreach (var owner in _owners)
        {
            owner.Kill();
            owner.Dispose();
        }
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Storm_OfStartsAndEnds_StartsOnceAndStopsAfterTheLastOwner()
    {
        WriteSettings("""{ "session": { "grace_seconds": 2 } }""");
        WriteServices(new { name = "web", start_command = $"echo start >> starts; exec '{TestService}' --listen $PORT", health_check = "tcp://localhost:$PORT" });
        await ExpectAsync(0, "trust");
        var (first, second) = (Owner(), Owner());

        await StartAsync("a", "startup", first);
        var before = await UntilPsAsync(p => State(p, "web") == "running");
        await EndAsync("a");
        await StartAsync("b", "clear", first);
        await Task.WhenAll(StartAsync("b", "compact", first), StartAsync("b", "compact", first), StartAsync("c", "fork", second));
        await EndAsync("b");
        await StartAsync("b", "resume", first);
        await EndAsync("c");
        await StartAsync("c", "resume", second);
        first.Kill();

        // The grace of all that has ended is over, and the one session that is left keeps everything as it was.
        await Task.Delay(2500);
        var meanwhile = await PsAsync();
        Assert.That((State(meanwhile, "web"), Pid(meanwhile, "web"), Starts()), Is.EqualTo(("running", Pid(before, "web"), 1)));

        second.Kill();

        await Until(() => Left().Count == 0, () => "still running:\n" + Processes.Describe(Left()), seconds: 30);
        Assert.That(Starts(), Is.EqualTo(1));
        Assert.That(SessionLog(), Does.Contain("claude session a").And.Contain("claude session c ended").And.Contain("up"));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Start_ServiceIsSlow_EndsWithItsBudgetAndNobodyHoldsItsPipe()
    {
        WriteServices(new { name = "web", start_command = $"sleep 300; exec '{TestService}' --listen $PORT", health_check = "tcp://localhost:$PORT", timeout_seconds = 600 });
        await ExpectAsync(0, "trust");

        // The end of a run is the end of its output: what is still starting must not hold it.
        var run = await RunAsync("session", "start", "--agent", "codex", "--id", "s", "--pid", $"{Environment.ProcessId}", "--budget", "0.5");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        var facts = Facts(run);
        Assert.That(facts, Does.Match(@"Services: web localhost:\d+ (pending|starting|stopped)").And.Contain("being started in the background"));
        Assert.That(facts, Does.Match(@"WEB_PORT=\d+"));
        await UntilPsAsync(p => State(p, "web") == "starting");
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Start_ProjectThatIsNotApproved_TellsSoAndStartsNothing()
    {
        WriteServices(new { name = "web", start_command = "touch ran; exec sleep 60" });

        var run = await RunAsync("session", "start", "--agent", "gemini", "--id", "s", "--pid", $"{Environment.ProcessId}");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(Facts(run), Does.Contain("is not approved"));
        Assert.That((File.Exists(Path.Combine(Folder, "ran")), Supervisors()), Is.EqualTo((false, Array.Empty<int>())));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Start_Claude_FindsTheCheckoutOfTheDocumentAndWritesItsEnvironmentFile()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 60", port = FreePort() });
        await ExpectAsync(0, "trust");
        var file = Path.Combine(StateFolder, "claude-env");
        (Variables["CLAUDECODE"], Variables["CLAUDE_ENV_FILE"], Variables["CLAUDE_PROJECT_DIR"]) = ("1", file, "/");
        var document = new JsonObject { ["session_id"] = "s1", ["cwd"] = Folder, ["hook_event_name"] = "SessionStart", ["source"] = "startup" };

        var run = await Start("/bin/sh", ["-c", $"printf %s '{document.ToJsonString()}' | '{Program}' session start --budget 1 --env-file .env.ports"], "/").EndAsync(60);

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(Facts(run), Does.Contain($"({Folder})"));
        var port = Port(await UntilPsAsync(p => State(p, "web") == "running"), "web");
        Assert.That(File.ReadAllText(file), Does.Contain($"export WEB_PORT='{port}'\n"));
        Assert.That(File.ReadAllText(Path.Combine(Folder, ".env.ports")), Does.Contain($"WEB_PORT={port}\n"));
        var session = (await ExpectAsync(0, "session", "list", "--json")).Json.AsArray().Single()!;
        Assert.That(((string?)session["agent"], (string?)session["sessionId"], (string?)session["root"], (bool)session["live"]!), Is.EqualTo(("claude", "s1", Folder, true)));
        Assert.That((await ExpectAsync(0, "session", "end", "--agent", "claude", "--id", "s1")).Out, Is.EqualTo("{}\n"));
        Assert.That((await ExpectAsync(0, "session", "list", "--json")).Json.AsArray(), Is.Empty);
    }

    [TestCase("'{0}' session start --agent claude <&-")]
    [TestCase("'{0}' session start --agent claude < /dev/null")]
    [TestCase("mkfifo held; sleep 30 > held & '{0}' session start --agent claude < held")]
    [TestCase("mkdir gone; cd gone; rmdir ../gone; '{0}' session start --agent claude < /dev/null")]
    [TestCase("head -c 1000000 /dev/zero | '{0}' session start --agent claude")]
    [CancelAfter(120_000)]
    public async Task Start_WhateverTheInputIs_IsOneDocument(string script)
    {
        var clock = Stopwatch.StartNew();
        var run = Start("/bin/sh", ["-c", string.Format(System.Globalization.CultureInfo.InvariantCulture, script, Program) + "; echo \"code $?\" >&2"]);
        await Until(() => run.Error.Contains("code ", StringComparison.Ordinal), () => run.Error, seconds: 60);

        Assert.That(run.Error, Does.Contain("code 0"));
        Assert.That(clock.Elapsed.TotalSeconds, Is.LessThan(25), "it did not wait for the end of its input");
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(1), run.Out);
        Assert.That(() => JsonNode.Parse(lines[0]), Throws.Nothing);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task SupervisorIsDead_SessionHasEnded_TheNextSessionElsewhereHasItStopped()
    {
        WriteSettings("""{ "session": { "grace_seconds": 0 } }""");
        WriteServices(new { name = "web", start_command = "exec sleep 300" });
        await ExpectAsync(0, "trust");
        await StartAsync("a", "startup", Owner());
        var project = await UntilPsAsync(p => State(p, "web") == "running");
        Processes.Signal("KILL", SupervisorPid(project));
        await Until(() => Supervisors().Count == 0);
        await EndAsync("a");
        Assert.That(Processes.IsAlive(Pid(project, "web")), "nobody is there to stop it");
        var elsewhere = Directory.CreateDirectory(Path.Combine(StateFolder, "..", "elsewhere")).FullName;

        await RunInAsync(elsewhere, "session", "start", "--agent", "codex", "--id", "x", "--pid", $"{Environment.ProcessId}");

        await Until(() => !Processes.IsAlive(Pid(project, "web")), seconds: 30);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task End_AgentClearsAndServicesStopAtOnce_TheyAreNotStoppedInBetween()
    {
        WriteSettings("""{ "session": { "stop_policy": "immediate" } }""");
        WriteServices(new { name = "web", start_command = "exec sleep 300" });
        await ExpectAsync(0, "trust");
        var agent = Owner();
        await StartAsync("a", "startup", agent);
        var before = await UntilPsAsync(p => State(p, "web") == "running");

        await EndAsync("a", "clear");
        await StartAsync("b", "clear", agent);
        var after = await PsAsync();
        var sessions = (await ExpectAsync(0, "session", "list", "--json")).Json.AsArray();
        await EndAsync("b", "prompt_input_exit");
        await Until(() => Left().Count == 0, () => "still running:\n" + Processes.Describe(Left()), seconds: 30);

        Assert.That((State(after, "web"), Pid(after, "web")), Is.EqualTo(("running", Pid(before, "web"))));
        Assert.That(sessions.Select(s => (string?)s!["sessionId"]), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Start_ShellMoves_LeavesTheServicesOfItsFormerFolderAndKeepsNothingOfEmptyOnes()
    {
        WriteSettings("""{ "session": { "grace_seconds": 0 } }""");
        WriteServices(new { name = "web", start_command = "exec sleep 300" });
        await ExpectAsync(0, "trust");
        var shell = Owner();
        string[] start = ["session", "start", "--move", "--agent", "shell", "--pid", $"{shell.Id}"];
        await ExpectAsync(0, start);
        await UntilPsAsync(p => State(p, "web") == "running");
        await ExpectAsync(0, start);
        var folders = Directory.GetDirectories(Path.Combine(StateFolder, "projects"));
        var empty = Directory.CreateDirectory(Path.Combine(StateFolder, "..", "empty")).FullName;

        var run = await RunInAsync(empty, start);

        Assert.That((run.ExitCode, run.Out, run.Error), Is.EqualTo((0, "", "")));
        await Until(() => Left().Count == 0, () => "still running:\n" + Processes.Describe(Left()), seconds: 30);
        var sessions = (await ExpectAsync(0, "session", "list", "--all", "--json")).Json.AsArray();
        Assert.That(sessions.Select(s => ((string?)s!["root"], s["endedAt"] is not null)), Is.EqualTo(new[] { (Folder, true) }));
        Assert.That(Directory.GetDirectories(Path.Combine(StateFolder, "projects")), Is.EquivalentTo(folders));
        Assert.That(SessionLog(), Does.Contain($"went to '{empty}'"));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Start_ConfigurationHasAMistake_TellsWhere()
    {
        WriteFile(".project-services.json", """{ "services": [ { "name": "web", "start_command": 3 } ] }""");

        var run = await RunAsync("session", "start", "--agent", "claude", "--id", "s", "--pid", $"{Environment.ProcessId}");

        Assert.That(Facts(run), Does.Contain(".project-services.json:1:").And.Contain("'portorch check'"), run.ToString());
    }

    private static string Facts(CliRun run) => (string)run.Json["hookSpecificOutput"]!["additionalContext"]!;

    private Process Owner()
    {
        var owner = Process.Start("sleep", "600");
        _owners.Add(owner);
        return owner;
    }

    private async Task StartAsync(string id, string source, Process owner)
    {
        var document = $$"""{"session_id":"{{id}}","cwd":"{{Folder}}","hook_event_name":"SessionStart","source":"{{source}}"}""";
        var run = await Start("/bin/sh", ["-c", $"printf %s '{document}' | '{Program}' session start --agent claude --pid {owner.Id}"]).EndAsync(60);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(() => run.Json, Throws.Nothing, run.ToString());
    }

    private async Task EndAsync(string id) => await ExpectAsync(0, "session", "end", "--agent", "claude", "--id", id);

    private async Task EndAsync(string id, string reason)
    {
        var document = $$"""{"session_id":"{{id}}","cwd":"{{Folder}}","hook_event_name":"SessionEnd","reason":"{{reason}}"}""";
        var run = await Start("/bin/sh", ["-c", $"printf %s '{document}' | '{Program}' session end --agent claude"]).EndAsync(60);
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((0, "{}\n")), run.ToString());
    }

    private string SessionLog() =>
        string.Concat(Directory.EnumerateFiles(StateFolder, "session.log", SearchOption.AllDirectories).Select(File.ReadAllText));

    private int Starts() => File.ReadAllLines(Path.Combine(Folder, "starts")).Length;

    private void WriteSettings(string text)
    {
        var folder = Path.Combine(Variables["XDG_CONFIG_HOME"], "portorchestrator");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "settings.json"), text);
    }
}
