using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Services on terminals, attached to, typed into and stopped by keys, with the real program on real terminals.</summary>
public sealed class TerminalTests : EndToEndFixture
{
    // Seconds. Several programs are started one after the other before something is seen.
    private const int Patience = 60;

    // Says what it runs on, answers lines, tells of another size, and ends when it is told to.
    private const string Talking = """
        echo "on $(tty) $(stty size) $TERM"
        trap 'echo "size $(stty size)"' WINCH
        while :; do
          read line || { sleep 0.05; continue; }
          echo "got $line"
          if [ "$line" = quit ]; then exit 3; fi
        done
        """;

    [Test]
    public async Task Up_Tty_RunsOnATerminalAndItsOutputIsInTheLog()
    {
        Variables["TERM"] = "dumb";
        WriteTalking();

        await ExpectAsync(0, "up", "-d");

        await LogHas("on /dev/pts/");
        var logs = await ExpectAsync(0, "logs", "web");
        Assert.That(logs.Out, Does.Match("on /dev/pts/[0-9]+ 24 80 xterm-256color\n"));
        Assert.That(logs.Error, Does.Not.Contain("not run yet"));
    }

    [Test]
    public async Task SendKeys_TextAndNames_ReachTheService()
    {
        WriteTalking();
        await ExpectAsync(0, "up", "-d");
        await LogHas("on /dev/pts/");

        await ExpectAsync(0, "send-keys", "web", "hello there", "Enter");
        await LogHas("got hello there");
        await ExpectAsync(0, "send-keys", "web", "--literal", "Enter");
        await ExpectAsync(0, "send-keys", "web", "Enter");
        await LogHas("got Enter");
        await ExpectAsync(0, "send-keys", "web", "C-c");

        await StateIs("web", "failed");
        Assert.That((int?)(await ServiceAsync("web"))["exitCode"], Is.EqualTo(130));
    }

    [Test]
    public async Task SendKeys_WhereItCannotBe_SaysWhyAndWhatToDo()
    {
        WriteServices(
            new { name = "plain", start_command = "sleep 100" },
            new { name = "never", start_command = "sleep 100", tty = true, disabled = true });
        Assert.That((await ExpectAsync(2, "send-keys", "plain", "x")).Error, Does.Contain("'portorch up'"));
        await ExpectAsync(0, "up", "-d");

        Assert.That((await ExpectAsync(2, "send-keys", "plain", "x")).Error, Does.Contain("has no terminal").And.Contain("\"tty\": true"));
        Assert.That((await ExpectAsync(2, "send-keys", "never", "x")).Error, Does.Contain("does not run").And.Contain("portorch start never"));
        Assert.That((await ExpectAsync(7, "send-keys", "nobody", "x")).Error, Does.Contain("no service 'nobody'"));
    }

    [Test]
    public async Task Attach_TypeResizeDetach_LeavesServiceAndTerminalAsTheyWere()
    {
        WriteTalking();
        await ExpectAsync(0, "up", "-d");
        await LogHas("on /dev/pts/");
        await using var shell = OnTerminal($"stty -a > before; {Program} attach web; echo \"code $?\"; stty -a > after", 120, 40);
        await Patiently(() => shell.Shown.Contains("Ctrl-] detaches", StringComparison.Ordinal), () => shell.Shown);
        await Patiently(() => shell.Shown.Contains("on /dev/pts/", StringComparison.Ordinal), () => shell.Shown);
        await LogHas("size 40 120");

        await shell.TypeAsync("hello\r");
        await Patiently(() => shell.Shown.Contains("got hello\r\n", StringComparison.Ordinal), () => shell.Shown);
        shell.Resize(100, 33);
        await Patiently(() => shell.Shown.Contains("size 33 100\r\n", StringComparison.Ordinal), () => shell.Shown);
        await shell.TypeAsync("last words\r\u001d");

        Assert.That(await shell.EndAsync(), Is.Zero, shell.Shown);
        Assert.That(shell.Shown, Does.Contain("Detached from 'web'; it goes on.").And.Contain("code 0"));
        Assert.That(Read("after"), Is.EqualTo(Read("before").Replace("rows 40; columns 120", "rows 33; columns 100", StringComparison.Ordinal)));
        await LogHas("got last words");
        await StateIs("web", "running");
    }

    [Test]
    public async Task Attach_ServiceEnds_EndsWithASentenceAndOutOfItsModes()
    {
        WriteServices(new { name = "web", start_command = "printf '\\033[?1049h\\033[?25lfull screen'; read line; exit 3", tty = true });
        await ExpectAsync(0, "up", "-d");
        await using var shell = OnTerminal($"{Program} attach web; echo \"code $?\"");
        await Patiently(() => shell.Shown.Contains("full screen", StringComparison.Ordinal), () => shell.Shown);

        await shell.TypeAsync("\r");

        Assert.That(await shell.EndAsync(), Is.Zero, shell.Shown);
        Assert.That(shell.Shown, Does.Contain("'web' exited with code 3.").And.Contain("code 0").And.Contain("\u001b[?1049l").And.Contain("\u001b[?25h"));
    }

    [TestCase("TERM")]
    [TestCase("HUP")]
    [TestCase("INT")]
    public async Task Attach_Signal_RestoresTheTerminal(string signal)
    {
        WriteTalking();
        await ExpectAsync(0, "up", "-d");
        await using var shell = OnTerminal($"stty -a > before; {Program} attach web; echo \"code $?\"; stty -a > after");
        await Patiently(() => shell.Shown.Contains("on /dev/pts/", StringComparison.Ordinal), () => shell.Shown);
        await Patiently(() => AttachPids().Count == 1);

        Processes.Signal(signal, AttachPids());

        await shell.EndAsync();
        Assert.That(shell.Shown, Does.Contain("code 130"));
        Assert.That(Read("after"), Is.EqualTo(Read("before")));
        await StateIs("web", "running");
    }

    [Test]
    public async Task Attach_OtherDetachKey_IsTheOneThatCounts()
    {
        WriteTalking();
        await ExpectAsync(0, "up", "-d");
        await using var shell = OnTerminal($"{Program} attach web --detach-key C-a; echo \"code $?\"");
        await Patiently(() => shell.Shown.Contains("Ctrl-a detaches", StringComparison.Ordinal), () => shell.Shown);
        await Patiently(() => shell.Shown.Contains("on /dev/pts/", StringComparison.Ordinal), () => shell.Shown);

        await shell.TypeAsync("\u001d\r\u0001");

        Assert.That(await shell.EndAsync(), Is.Zero);
        Assert.That(shell.Shown, Does.Contain("Detached from 'web'"));
        await LogHas("got \u001d");
    }

    [Test]
    public async Task Attach_SupervisorKilled_SaysThatTheTerminalWentWithIt()
    {
        WriteTalking();
        await ExpectAsync(0, "up", "-d");
        await using var shell = OnTerminal($"{Program} attach web; echo \"code $?\"");
        await Patiently(() => shell.Shown.Contains("on /dev/pts/", StringComparison.Ordinal), () => shell.Shown);
        var ps = await PsAsync();

        Processes.Signal("KILL", SupervisorPid(ps));

        await shell.EndAsync();
        Assert.That(shell.Shown, Does.Contain("The supervisor has ended, and the terminal of 'web' with it").And.Contain("code 1"));
        await Patiently(() => !Processes.IsAlive(Pid(ps, "web")));
        var after = await ServiceAsync("web");
        Assert.That((string?)after["state"], Is.EqualTo("failed"));
        Assert.That((string?)after["reason"], Does.Contain("its terminal went with the last one (SIGHUP)"));
        await ExpectAsync(0, "up", "-d");
        await StateIs("web", "running");
    }

    [Test]
    public async Task SupervisorKilled_ServiceThatIgnoresHangups_IsTakenOverAndItsLossIsTold()
    {
        WriteServices(
            new { name = "web", start_command = "trap '' HUP; while :; do sleep 0.1; done", tty = true },
            new { name = "other", start_command = "sleep 100" });
        await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();
        Processes.Signal("KILL", SupervisorPid(ps));
        await Patiently(() => !Processes.IsAlive(SupervisorPid(ps)));

        var up = await ExpectAsync(0, "up", "-d");

        var web = await ServiceAsync("web");
        Assert.That((int?)web["pid"], Is.EqualTo(Pid(ps, "web")));
        Assert.That((string?)web["reason"], Does.Contain("its terminal went with an earlier supervisor"));
        Assert.That(up.Error, Does.Contain("its terminal went with an earlier supervisor"));
        Assert.That((await ExpectAsync(2, "send-keys", "web", "x")).Error, Does.Contain("portorch restart web"));
    }

    [Test]
    public async Task Down_SendKeys_EndTheProcessInsteadOfASignal()
    {
        WriteFile("process-compose.yaml", """
            processes:
              asked:
                command: "trap 'echo signalled' TERM; echo ready; read line; echo \"ended by $line\""
                is_tty: true
                shutdown: {send_keys: 'quit\r', timeout_seconds: 20}
              deaf:
                command: "trap '' TERM HUP; while :; do sleep 0.1; done"
                is_interactive: true
                shutdown: {send_keys: 'quit\r', timeout_seconds: 1}
            """);
        var up = await ExpectAsync(0, "up", "-d");
        Assert.That(up.Error, Does.Not.Contain("not run yet"));
        await LogHas("ready", "asked");

        var down = await RunAsync("down");

        var log = (await ExpectAsync(0, "logs", "asked")).Out;
        Assert.That(log, Does.Contain("ended by quit").And.Not.Contain("signalled"));
        Assert.That(down.Out + down.Error, Does.Contain("deaf").And.Contain("killed").And.Not.Contain("warning: asked"), down.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_InteractiveShellThatIgnoresTheSignal_EndsWithItsTerminal()
    {
        WriteServices(new { name = "web", start_command = new[] { "bash", "--norc", "-i" }, tty = true, shutdown = new { timeout_seconds = 90 } });
        await ExpectAsync(0, "up", "-d");
        await ExpectAsync(0, "send-keys", "web", "echo $((40+2))", "Enter");
        await LogHas("42");

        var down = await ExpectAsync(0, "down");

        Assert.That(down.Error, Does.Not.Contain("killed"));
        Assert.That(down.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task Up_Interactive_TellsHowToTypeIntoIt()
    {
        WriteFile("process-compose.yaml", """
            processes:
              console: {command: "echo ready; read line", is_interactive: true}
              plain: {command: "sleep 100"}
            """);
        var up = Start(Program, ["up"]);

        await Patiently(() => up.Error.Contains("'portorch attach console'", StringComparison.Ordinal), () => up.Out + up.Error);

        Assert.That(up.Error, Does.Not.Contain("attach plain"));
        await ExpectAsync(0, "send-keys", "console", "Enter");
        await StateIs("console", "completed");
        await ExpectAsync(0, "down");
        await up.EndAsync();
    }

    [Test]
    public async Task Signal_RunningService_GetsItWithItsTree()
    {
        WriteServices(new
        {
            name = "web",
            start_command = "trap 'echo parent heard' USR1; (trap 'echo child heard' USR1; while :; do sleep 0.05; done) & while :; do sleep 0.05; done",
            restart = new { policy = "no" },
        });
        await ExpectAsync(0, "up", "-d");

        await ExpectAsync(0, "signal", "web", "SIGUSR1", "--parent-only");
        await LogHas("parent heard");
        Assert.That((await ExpectAsync(0, "logs", "web")).Out, Does.Not.Contain("child heard"));
        await ExpectAsync(0, "signal", "web", "CONT");
        await ExpectAsync(0, "signal", "web", "KILL");

        await StateIs("web", "failed");
        Assert.That((await ExpectAsync(2, "signal", "web", "TERM")).Error, Does.Contain("'web' does not run"));
        Assert.That((await ExpectAsync(7, "signal", "nobody", "TERM")).Error, Does.Contain("no service 'nobody'"));
    }

    [Test]
    public async Task Limits_OpenFiles_HoldsAndTheRestIsEnforcedOrWarnedOf()
    {
        WriteServices(new { name = "web", start_command = "ulimit -Sn; ulimit -Hn; sleep 100", limits = new { open_files = 99, memory_mb = 200 } });

        var up = await ExpectAsync(0, "up", "-d");

        await LogHas("99\n99\n");
        Assert.That(up.Error, Does.Not.Contain("not run yet").And.Not.Contain("open_files"));
        var isDelegated = !up.Error.Contains("memory_mb is not enforced", StringComparison.Ordinal);
        if (isDelegated) Assert.That(File.ReadAllText($"/proc/{Pid(await PsAsync(), "web")}/cgroup"), Does.Contain("portorch-"));
    }

    private void WriteTalking() => WriteServices(new { name = "web", start_command = new[] { "sh", "-c", Talking }, tty = true, restart = new { policy = "no" } });

    private TerminalRun OnTerminal(string script, int columns = 80, int rows = 24)
    {
        var environment = new Dictionary<string, string>(Variables)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "/usr/share/dotnet",
            ["NO_COLOR"] = "1",
            ["TERM"] = "xterm",
        };
        return new TerminalRun(["sh", "-c", script], Folder, environment, new TerminalSize(columns, rows));
    }

    // The shell that waits for it has the words in its command line, too.
    private List<int> AttachPids() => [.. Left().Where(p => Processes.CommandLine(p) is var line && line.Contains("portorch attach web", StringComparison.Ordinal) && !line.Contains("stty", StringComparison.Ordinal))];

    private string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private async Task StateIs(string name, string state)
    {
        var last = "";
        var start = TimeProvider.System.GetTimestamp();
        while ((last = State(await PsAsync(), name)) != state)
        {
            if (TimeProvider.System.GetElapsedTime(start).TotalSeconds > Patience) Assert.Fail($"{name} is {last}, not {state}");
            await Task.Delay(50);
        }
    }

    private static Task Patiently(Func<bool> condition, Func<string>? otherwise = null) => Until(condition, otherwise, Patience);

    private Task LogHas(string text, string service = "web") => Patiently(
        () => Log(service).Contains(text, StringComparison.Ordinal), () => $"no '{text}' in:\n{Log(service)}");

    private string Log(string service) =>
        string.Concat(Directory.EnumerateFiles(StateFolder, service + ".log", SearchOption.AllDirectories).Select(File.ReadAllText));
}
