using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Another program goes on in the supervisor's process, with the real program in other folders.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class UpgradeTests : EndToEndFixture
{
    [Test]
    public async Task Upgrade_OtherProgram_ServicesTerminalsExitCodesAndFollowersGoOn()
    {
        WriteServices(Counter(), Ender(), Talker());
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        var replaced = ProgramOf(before);
        await using var project = await OpenAsync();
        var follower = FollowAsync(project, "ender", ServiceState.Failed);
        await using var terminal = await project.AttachAsync("talker", new(90, 30));
        var shown = new StringBuilderReader(terminal);
        await Until(() => shown.Text.Contains("talking", StringComparison.Ordinal), () => shown.Text);
        var next = CopyProgram("next");

        using var typed = new CancellationTokenSource();
        var typing = TypeLinesAsync(terminal, typed.Token);

        var upgrade = await EndAsync(next, "up", "-d", "--upgrade");

        await typed.CancelAsync();
        var lines = await typing;
        Assert.That(upgrade.ExitCode, Is.Zero, () => upgrade + SupervisorLog());
        var after = await PsAsync();
        Assert.That(SupervisorPid(after), Is.EqualTo(SupervisorPid(before)), "it stays the parent");
        Assert.That(Path.GetDirectoryName(ProgramOf(after)), Is.EqualTo(Path.GetDirectoryName(next)));
        Assert.That(ProgramOf(after), Is.Not.EqualTo(replaced));
        foreach (var name in new[] { "counter", "ender", "talker" })
        {
            Assert.That(Pid(after, name), Is.EqualTo(Pid(before, name)), name);
            Assert.That((int?)Service(after, name)["restarts"], Is.Zero, name);
        }

        Assert.That((string?)Service(after, "talker")["reason"], Is.Null, "its terminal is not lost");
        var heard = (string)Service(after, "talker")["logPath"]!;
        await Until(() => File.ReadAllText(heard).Contains($"got {lines}\n", StringComparison.Ordinal), () => shown.Text);
        Assert.That(
            File.ReadLines(heard).Where(l => l.StartsWith("got ", StringComparison.Ordinal)),
            Is.EqualTo(Enumerable.Range(1, lines).Select(i => $"got {i}")), "what is typed meanwhile gets there once");
        await Until(() => shown.Text.Contains($"got {lines}\r\n", StringComparison.Ordinal), () => shown.Text);
        WriteFile("end", "");
        var ended = await follower;
        Assert.That(ended.ExitCode, Is.EqualTo(7), "the exit code of what an earlier program has started");
        Assert.That((int?)(await ServiceAsync("ender"))["exitCode"], Is.EqualTo(7));
        var log = (string)Service(after, "counter")["logPath"]!;
        await ExpectAsync(0, "down");
        var (problems, runs, _) = NumberedLog.Examine(NumberedLog.Read(log));
        Assert.That(problems, Is.Empty);
        Assert.That(runs, Is.EqualTo(1));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Upgrade_ProgramFileWasReplaced_TheNewFileGoesOn()
    {
        WriteServices(Counter());
        var program = CopyProgram("same");
        Assert.That((await EndAsync(program, "up", "-d")).ExitCode, Is.Zero);
        var before = await PsAsync();
        Directory.Delete(Path.GetDirectoryName(program)!, recursive: true);
        CopyProgram("same");
        Assert.That(OwnFile(before), Does.EndWith("(deleted)"));

        var upgrade = await EndAsync(program, "up", "-d", "--upgrade");

        Assert.That(upgrade.ExitCode, Is.Zero, () => upgrade + SupervisorLog());
        var after = await PsAsync();
        Assert.That(OwnFile(after), Is.EqualTo(program));
        Assert.That((SupervisorPid(after), Pid(after, "counter")), Is.EqualTo((SupervisorPid(before), Pid(before, "counter"))), SupervisorLog);
    }

    [Test]
    public async Task Upgrade_ServiceEndsMeanwhile_ItsExitCodeIsKnown()
    {
        // It ends when the first program has let go of it and the second does not run yet; at the latest when it is told to.
        var ender = new
        {
            name = "ender",
            start_command = $"while [ ! -e end ] && ! ls '{StateFolder}'/run/*.handover >/dev/null 2>&1; do sleep 0.01; done; exit 7",
            restart = new { policy = "no" },
        };
        WriteServices(ender, Counter());
        await ExpectAsync(0, "up", "-d");
        var supervisor = SupervisorPid(await PsAsync());
        await using var project = await OpenAsync();

        await project.UpgradeSupervisorAsync();
        WriteFile("end", "");

        var ps = await UntilPsAsync(p => State(p, "ender") == "failed");
        Assert.That((int?)Service(ps, "ender")["exitCode"], Is.EqualTo(7));
        Assert.That(SupervisorPid(ps), Is.EqualTo(supervisor));
    }

    [Test]
    public async Task Upgrade_SomebodyElseHasCollectedAServiceMeanwhile_ItIsToldAsEnded()
    {
        WriteServices(Ender(), Counter());
        await ExpectAsync(0, "up", "-d");
        // A shell collects every child of its process, also those that it has not started.
        var next = Script($"if [ \"$2\" = resume ]; then : > '{Folder}/end'; sleep 1; fi; exec '{Program}' \"$@\"");
        await using var project = await OpenAsync(next);

        await project.UpgradeSupervisorAsync();

        var ps = await UntilPsAsync(p => State(p, "ender") == "failed");
        Assert.That((string?)Service(ps, "ender")["reason"], Does.Contain("exit code unknown").Or.Contain("code 7"));
        Assert.That(State(ps, "counter"), Is.EqualTo("running"));
    }

    [TestCase("exit 1", "says:")]
    [TestCase("echo hello", "is no portorch")]
    [TestCase("echo '{\"version\":\"9.9.9\",\"handover\":0}'", "Version 9.9.9 cannot go on")]
    public async Task Upgrade_ProgramThatCannot_LeavesTheSupervisorAsItIs(string script, string why)
    {
        WriteServices(Counter());
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        Variables["PORTORCH_PATH"] = Script(script);

        var run = await RunAsync("up", "-d", "--upgrade");

        Assert.That(run.ExitCode, Is.Not.Zero, run.ToString());
        Assert.That(run.Error, Does.Contain("The supervisor stays as it is").And.Contain(why));
        Assert.That((await PsAsync())["supervisor"]!.ToJsonString(), Is.EqualTo(before["supervisor"]!.ToJsonString()));
    }

    [Test]
    public async Task Upgrade_ProgramGoesAtTheLastMoment_TheOldOneGoesOnInItsPlace()
    {
        WriteServices(Counter(), Ender());
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        // Says that it could, and cannot be run when it is its turn.
        Variables["PORTORCH_PATH"] = Script($"printf '#!/nonexistent/shell\\n' > \"$0\"; exec '{Program}' \"$@\"");

        var run = await RunAsync("up", "-d", "--upgrade");

        Assert.That(run.ExitCode, Is.Not.Zero, run.ToString());
        Assert.That(run.Error, Does.Contain("The supervisor stays as it is").And.Contain("cannot be run"));
        var after = await PsAsync();
        Assert.That((SupervisorPid(after), Pid(after, "counter")), Is.EqualTo((SupervisorPid(before), Pid(before, "counter"))));
        WriteFile("end", "");
        Assert.That((int?)Service(await UntilPsAsync(p => State(p, "ender") == "failed"), "ender")["exitCode"], Is.EqualTo(7));
        Assert.That(OwnFile(after), Is.EqualTo(OwnFile(before)));
    }

    [Test]
    public async Task Upgrade_NoSupervisor_StartsOne()
    {
        WriteServices(Counter());

        await ExpectAsync(0, "up", "-d", "--upgrade");

        Assert.That(State(await PsAsync(), "counter"), Is.EqualTo("running"));
    }

    private static async Task<int> TypeLinesAsync(TerminalConnection terminal, CancellationToken until)
    {
        var lines = 0;
        do
        {
            await terminal.WriteAsync(Encoding.ASCII.GetBytes($"{++lines}\r"), CancellationToken.None);
            await Task.Delay(2, CancellationToken.None);
        }
        while (!until.IsCancellationRequested);
        return lines;
    }

    private string SupervisorLog() => string.Join('\n', Directory.EnumerateFiles(StateFolder, "supervisor.log", SearchOption.AllDirectories).Select(File.ReadAllText));

    private static object Counter() => new { name = "counter", start_command = new[] { TestService, "--count", "5" } };

    private static object Ender() => new
    {
        name = "ender",
        start_command = "while [ ! -e end ]; do sleep 0.02; done; exit 7",
        restart = new { policy = "no" },
    };

    private static object Talker() => new { name = "talker", tty = true, start_command = "echo talking; while read line; do echo \"got $line\"; done" };

    private static string? OwnFile(JsonNode project) => new FileInfo($"/proc/{SupervisorPid(project)}/exe").LinkTarget;

    private static async Task<ServiceSnapshot> FollowAsync(ProjectOrchestrator project, string service, ServiceState state)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await foreach (var change in project.WatchAsync(limit.Token))
        {
            if (change.Name == service && change.State == state) return change;
        }

        throw new InvalidOperationException($"The stream ended before '{service}' was {state}.");
    }

    private async Task<CliRun> EndAsync(string program, params string[] arguments) => await Start(program, arguments).EndAsync();

    private string CopyProgram(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Folder)!, name)).FullName;
        using var copy = Process.Start("cp", ["-a", Path.GetDirectoryName(Program) + "/.", folder]);
        copy.WaitForExit();
        return Path.Combine(folder, Path.GetFileName(Program));
    }

    private string Script(string text)
    {
        var path = Path.Combine(Folder, $"program-{Guid.NewGuid():N}");
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Reads a terminal into one text.</summary>
    private sealed class StringBuilderReader
    {
        private volatile string _text = "";

        public StringBuilderReader(TerminalConnection terminal) => _ = ReadAsync(terminal);

        public string Text => _text;

        private async Task ReadAsync(TerminalConnection terminal)
        {
            await foreach (var bytes in terminal.ReadAsync()) _text += Encoding.UTF8.GetString(bytes.Span);
        }
    }

    // Either the native program itself, or what 'dotnet' runs.
    private static string ProgramOf(JsonNode ps) =>
        File.ReadAllText($"/proc/{(int)ps["supervisor"]!["pid"]!}/cmdline").Split('\0').First(a => Path.GetFileName(a).StartsWith("portorch", StringComparison.Ordinal));
}
