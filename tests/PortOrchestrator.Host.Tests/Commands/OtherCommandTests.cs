using NSubstitute;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Host.Tests.Commands;

[CancelAfter(30_000)]
public class OtherCommandTests
{
    private CommandRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new CommandRun();

    [Test]
    public async Task Check_Valid_ShowsWhatWasInferred()
    {
        var kafka = Given.Definition("kafka") with
        {
            Required = false,
            Ports = [new PortDefinition { Port = 9092, Mode = PortMode.Exact }, new PortDefinition { Name = "jmx", Inferred = true }],
            Launcher = new LauncherDefinition
            {
                Engine = "docker compose",
                Target = "kafka",
                StopCommand = PortOrchestrator.Configuration.CommandLine.Shell("docker compose stop kafka"),
            },
        };
        _run.Session.LoadAsync(default).ReturnsForAnyArgs(Given.Configuration(kafka));
        Assert.That(await _run.RunAsync("check"), Is.Zero);
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo(
                "SERVICE           TIER  KIND                      PORTS                                   CHECK  STOP\n"
                + "kafka (optional)  3     process (docker compose)  9092 (exact), jmx:any (auto, inferred)  -      docker compose stop kafka (inferred)\n"
                + "/srv/shop/.project-services.json: 1 service, no errors, 0 warnings.\n"));
    }

    [Test]
    public async Task Check_Errors_ExitsWith3AndCountsThem()
    {
        var diagnostic = new Diagnostic { Severity = DiagnosticSeverity.Error, Code = "PO1", Message = "Bad." };
        _run.Session.LoadAsync(default).ReturnsForAnyArgs(new ConfigurationResult { Diagnostics = [diagnostic] });
        Assert.That(await _run.RunAsync("check"), Is.EqualTo(3));
        Assert.That(_run.Terminal.OutText, Is.EqualTo("error PO1: Bad.\nerror: The configuration has 1 error.\n"));
    }

    [Test]
    public async Task Check_NoConfiguration_ExitsWith7()
    {
        _run.Session.LoadAsync(default).ReturnsForAnyArgs(new ConfigurationResult { NotFound = true });
        Assert.That(await _run.RunAsync("check"), Is.EqualTo(7));
        Assert.That(_run.Terminal.ErrorText, Does.Contain("/srv/shop"));
    }

    [Test]
    public async Task Graph_Tree_ShowsDependencies()
    {
        var web = Given.Definition("web") with { Dependencies = [new ServiceDependency { Service = "db" }] };
        _run.Session.LoadAsync(default).ReturnsForAnyArgs(Given.Configuration(Given.Definition("db"), web));
        Assert.That(await _run.RunAsync("graph"), Is.Zero);
        Assert.That(_run.Terminal.OutText, Does.Contain("db").And.Contain("web"));
    }

    [Test]
    public async Task Graph_JsonAndMermaid_IsWrongUsage() =>
        Assert.That(await _run.RunAsync("graph", "--json", "--format", "mermaid"), Is.EqualTo(2));

    [Test]
    public async Task Graph_Selection_ShowsThePlan()
    {
        var step = new PortOrchestrator.ServiceGraph.StartStep { Service = Given.Definition("web"), Dependencies = [], Layer = 0, Selected = true };
        _run.Session.PlanAsync(default!, default).ReturnsForAnyArgs(new ProjectPlan
        {
            Definition = Given.Configuration().Definition!,
            Plan = new PortOrchestrator.ServiceGraph.StartPlan { Steps = [step] },
            Ports = new Dictionary<string, IReadOnlyList<ServicePort>>(),
        });
        Assert.That(await _run.RunAsync("graph", "web", "--no-deps", "-n", "a", "-n", "b", "--tier", "3"), Is.Zero);
        Assert.That(_run.Terminal.OutText, Is.EqualTo("tier 3\n└─ web\n"));
        await _run.Session.Received().PlanAsync(
            Arg.Is<UpOptions>(o => o.Selection.WithoutDependencies && o.Selection.Namespaces.SequenceEqual(new[] { "a", "b" }) && o.Selection.FirstTier == 3), Arg.Any<CancellationToken>());
    }

    [TestCase("start", false)]
    [TestCase("restart", true)]
    public async Task Start_Options_ReachTheSession(string command, bool isRestart)
    {
        _run.Session.UpAsync(default!, default!, default).ReturnsForAnyArgs(new UpResult { Outcome = UpOutcome.Ready, Snapshot = Given.Snapshot() });
        Assert.That(await _run.RunAsync(command, "web", "--no-wait", "--timeout", "3", "--no-deps"), Is.Zero);
        await _run.Session.Received().UpAsync(
            Arg.Is<UpOptions>(o => o.Restart == isRestart && !o.Wait && o.Timeout == TimeSpan.FromSeconds(3) && o.Selection.WithoutDependencies),
            Arg.Any<IProgress<ServiceSnapshot>>(),
            Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Stop_Timeout_ReachesTheSession()
    {
        _run.Session.DownAsync(default!, default!, default).ReturnsForAnyArgs(new DownResult { Snapshot = Given.Snapshot() });
        Assert.That(await _run.RunAsync("stop", "web", "--timeout", "3"), Is.Zero);
        await _run.Session.Received().DownAsync(Arg.Is<DownOptions>(o => o.Timeout == TimeSpan.FromSeconds(3)), Arg.Any<IProgress<ServiceSnapshot>>(), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Env_Service_IsExactAndSorted()
    {
        _run.Session.GetEnvironmentAsync(default!, default).ReturnsForAnyArgs(new ServiceEnvironment
        {
            Service = "web",
            Command = ["sh", "-c", "serve --port $PORT"],
            WorkingDirectory = "/srv/shop",
            Environment = new Dictionary<string, string> { ["PORT"] = "8000", ["API_KEY"] = "it's secret" },
        });
        Assert.That(await _run.RunAsync("env", "web"), Is.Zero);
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo("# command: sh -c 'serve --port $PORT'\n# folder: /srv/shop\nAPI_KEY='it'\\''s secret'\nPORT=8000\n"));
    }

    [Test]
    public async Task Wait_TimedOut_NamesWhatIsMissingAndExitsWith5()
    {
        var snapshot = Given.Snapshot(Given.Service("db"), Given.Service("web", ServiceState.Starting));
        _run.Session.WaitAsync(default!, default, default, default!, default).ReturnsForAnyArgs(new WaitResult { TimedOut = true, Snapshot = snapshot });
        Assert.That(await _run.RunAsync("wait", "--timeout", "0.1"), Is.EqualTo(5));
        Assert.That(_run.Terminal.ErrorText, Does.Contain("ready: web is starting.").And.Not.Contain("db is"));
    }

    [Test]
    public async Task Wait_ForCompleted_AsksForIt()
    {
        _run.Session.WaitAsync(default!, default, default, default!, default).ReturnsForAnyArgs(new WaitResult { Succeeded = true, Snapshot = Given.Snapshot() });
        Assert.That(await _run.RunAsync("wait", "job", "--for", "completed"), Is.Zero);
        await _run.Session.Received().WaitAsync(
            Arg.Is<IReadOnlyList<string>>(s => s.Single() == "job"),
            WaitCondition.Completed,
            null,
            Arg.Any<IProgress<ServiceSnapshot>>(),
            Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Down_NothingRunning_SaysSo()
    {
        _run.Session.DownAsync(default!, default!, default).ReturnsForAnyArgs(new DownResult { Snapshot = Given.Snapshot() });
        Assert.That(await _run.RunAsync("down"), Is.Zero);
        Assert.That(_run.Terminal.OutText, Is.EqualTo("Nothing was running.\n"));
    }

    [Test]
    public async Task Down_LeftAndStubborn_AreNamed()
    {
        _run.Session.DownAsync(default!, default!, default).ReturnsForAnyArgs(new DownResult
        {
            Stopped = ["web"],
            LeftRunning = ["db: somebody else runs it."],
            Stubborn = ["web: sleep (pid 7) had to be killed."],
            Snapshot = Given.Snapshot(),
        });
        await _run.RunAsync("down");
        Assert.That(
            _run.Terminal.ErrorText,
            Is.EqualTo("left running: db: somebody else runs it.\nwarning: web: sleep (pid 7) had to be killed.\n"));
    }

    [Test]
    public async Task Down_DryRun_ShowsTheOrderAndStopsNothing()
    {
        var snapshot = Given.Snapshot(Given.Service("db"), Given.Service("job", ServiceState.Completed), Given.Service("web"));
        _run.Session.GetSnapshotAsync(default).ReturnsForAnyArgs(snapshot);
        await _run.RunAsync("down", "--dry-run");
        Assert.That(_run.Terminal.OutText, Is.EqualTo("shop: would stop, in this order: web, db.\n"));
        await _run.Session.DidNotReceiveWithAnyArgs().DownAsync(default!, default!, default);
    }

    [Test]
    public async Task Down_All_StopsOnlyWhatRuns()
    {
        _run.Machine.GetSnapshotsAsync(default).ReturnsForAnyArgs(
            [Given.Snapshot(Given.Service("web")), Given.Snapshot(Given.Service("old", ServiceState.Stopped)) with { Root = "/srv/old" }]);
        _run.Session.DownAsync(default!, default!, default)
            .ReturnsForAnyArgs(new DownResult { Stopped = ["web"], Snapshot = Given.Snapshot(Given.Service("web", ServiceState.Stopped)) });
        Assert.That(await _run.RunAsync("down", "--all"), Is.Zero);
        Assert.That(_run.Terminal.OutText, Is.EqualTo("shop: Stopped 1 service: web.\n"));
        await _run.Factory.Received(1).OpenProjectAsync(Arg.Is<OrchestratorOptions>(o => o.Project == "/srv/shop"), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Restart_Service_AsksForARestart()
    {
        _run.Session.UpAsync(default!, default!, default)
            .ReturnsForAnyArgs(new UpResult { Outcome = UpOutcome.Ready, Snapshot = Given.Snapshot(Given.Service("web")), Started = ["web"] });
        Assert.That(await _run.RunAsync("restart", "web"), Is.Zero);
        await _run.Session.Received().UpAsync(
            Arg.Is<UpOptions>(o => o.Restart && o.Selection.Services.Single() == "web"), Arg.Any<IProgress<ServiceSnapshot>>(), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Logs_OneService_HasNoPrefix()
    {
        Lines(new LogLine("web", "hello"));
        await _run.RunAsync("logs", "web", "--tail", "5", "--grep", "h.");
        Assert.That(_run.Terminal.OutText, Is.EqualTo("hello\n"));
        _run.Session.Received().ReadLogsAsync(
            Arg.Any<IReadOnlyList<string>>(), new LogQuery { Tail = 5, Pattern = "h." }, Arg.Any<CancellationToken>());
    }

    [TestCase("never", "red and bell\n")]
    [TestCase("always", "\e[31mred\e[m and bell\e[0m\n")]
    [TestCase("auto", "red and bell\n")]
    public async Task Logs_Colours_AreKeptOnATerminalOrWhenAskedFor(string when, string expected)
    {
        Lines(new LogLine("web", "\e[31mred\e[m and \e[2Jbell\a"));
        await _run.RunAsync("logs", "web", "--color", when);
        Assert.That(_run.Terminal.OutText, Is.EqualTo(expected));
    }

    [Test]
    public async Task Logs_StandardErrorApart_JsonSaysSo()
    {
        Lines(new LogLine("web", "a", null, IsError: true));
        await _run.RunAsync("logs", "--json");
        Assert.That(_run.Terminal.OutText, Is.EqualTo("""[{"service":"web","time":null,"text":"a","stream":"stderr"}]""" + "\n"));
    }

    [TestCase("--follow")]
    [TestCase("--tail", "5")]
    [TestCase("--since", "5m")]
    [TestCase("--grep", "x")]
    [TestCase("--supervisor")]
    public async Task Logs_ClearWithWhatNarrowsLines_IsRefused(params string[] other)
    {
        Assert.That(await _run.RunAsync(["logs", "--clear", .. other]), Is.EqualTo(2));
        Assert.That(_run.Terminal.ErrorText, Does.Contain($"does not go with '{other[0]}'"));
        await _run.Session.DidNotReceiveWithAnyArgs().ClearLogsAsync(default!, default);
    }

    [Test]
    public async Task Logs_Clear_TellsWhoseLogsAreEmpty()
    {
        _run.Session.ClearLogsAsync(default!, default).ReturnsForAnyArgs(new Dictionary<string, long> { ["web"] = 5, ["api"] = 0 });
        Assert.That(await _run.RunAsync("logs", "web", "api", "--clear"), Is.Zero);
        Assert.That(_run.Terminal.ErrorText, Is.EqualTo("Cleared the logs of web, api.\n"));
        await _run.Session.Received().ClearLogsAsync(Arg.Is<IReadOnlyList<string>>(s => s.SequenceEqual(new[] { "web", "api" })), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Logs_JsonOfNoLines_IsAnEmptyList()
    {
        Lines();
        await _run.RunAsync("logs", "--json");
        Assert.That(_run.Terminal.OutText, Is.EqualTo("[]\n"));
    }

    [Test]
    public async Task Logs_FollowedAndNothingMore_ShowsWhatThereIs()
    {
        var wait = new TaskCompletionSource();
        _run.Session.ReadLogsAsync(default!, default!, default).ReturnsForAnyArgs(OneThenWait(wait.Task));
        var running = _run.RunAsync("logs", "web", "-f");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_run.Terminal.OutText != "first\n") await Task.Delay(5, limit.Token);
        wait.SetResult();
        await running;

        static async IAsyncEnumerable<LogLine> OneThenWait(Task until)
        {
            yield return new LogLine("web", "first");
            await until;
        }
    }

    [Test]
    public async Task Logs_Json_IsAList()
    {
        Lines(new LogLine("web", "a \"b\"", new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero)), new LogLine("db", "c"));
        await _run.RunAsync("logs", "--json");
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo("""[{"service":"web","time":"2026-01-31T09:30:00.000Z","text":"a \"b\""},{"service":"db","time":null,"text":"c"}]""" + "\n"));
    }

    [Test]
    public async Task Logs_JsonFollowed_IsOneObjectALine()
    {
        Lines(new LogLine("web", "a"), new LogLine("web", "b"));
        await _run.RunAsync("logs", "-f", "--json");
        Assert.That(_run.Terminal.OutText.Split('\n'), Has.Length.EqualTo(3).And.Some.EqualTo("""{"service":"web","time":null,"text":"b"}"""));
    }

    [Test]
    public async Task Doctor_Error_ExitsWith1()
    {
        _run.Machine.DiagnoseAsync(default).ReturnsForAnyArgs(
            [new DoctorFinding("registry", DiagnosticSeverity.Information, "Fine."), new DoctorFinding("pool", DiagnosticSeverity.Error, "Full.", "Prune.")]);
        Assert.That(await _run.RunAsync("doctor"), Is.EqualTo(1));
        Assert.That(_run.Terminal.OutText, Is.EqualTo("ok       registry  Fine.\nerror    pool      Full.\n                   Prune.\n"));
    }

    [Test]
    public async Task Doctor_Json_CarriesWhoIsInTheWay()
    {
        var holder = new PortHolder { Port = 80, Pid = 12, Command = "nginx", Address = "::" };
        _run.Machine.DiagnoseAsync(default).ReturnsForAnyArgs([new DoctorFinding("ports", DiagnosticSeverity.Warning, "Taken.", "Stop it.", holder)]);
        Assert.That(await _run.RunAsync("doctor", "--json"), Is.Zero, "a warning is no failure");
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo("""[{"subject":"ports","severity":"warning","message":"Taken.","hint":"Stop it.","holder":{"port":80,"protocol":"tcp","address":"::","pid":12,"command":"nginx","user":null,"allocation":null}}]""" + "\n"));
    }

    private void Lines(params LogLine[] lines) =>
        _run.Session.ReadLogsAsync(default!, default!, default).ReturnsForAnyArgs(lines.ToAsyncEnumerable());
}
