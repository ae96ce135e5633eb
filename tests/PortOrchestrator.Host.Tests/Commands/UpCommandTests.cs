using NSubstitute;

namespace PortOrchestrator.Host.Tests.Commands;

[CancelAfter(30_000)]
public class UpCommandTests
{
    private CommandRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new CommandRun();

    [Test]
    public async Task UpDetached_AllReady_PrintsWhereToClick()
    {
        var check = new ProbeDefinition { Check = new HttpCheck { Url = "http://localhost:8000" } };
        _run.Session.LoadAsync(default).ReturnsForAnyArgs(Given.Configuration(Given.Definition("web") with { Readiness = check }, Given.Definition("db")));
        var ports = new ServicePort[] { new("default", 8000, PortProtocol.Tcp), new("debug", 9229, PortProtocol.Tcp) };
        Up(UpOutcome.Ready, Given.Service("db") with { Ports = [new("default", 5432, PortProtocol.Tcp)] }, Given.Service("web") with { Ports = ports });
        Assert.That(await _run.RunAsync("up", "-d"), Is.Zero);
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo("2 services ready.\nSERVICE  STATE    WHERE\ndb       running  5432\nweb      running  http://localhost:8000 debug:9229\n"));
    }

    [Test]
    public async Task UpDetached_EverythingUp_SaysSo()
    {
        Up(UpOutcome.AlreadyRunning, Given.Service("db"), Given.Service("web"), Given.Service("off", ServiceState.Disabled));
        Assert.That(await _run.RunAsync("up", "-d"), Is.Zero);
        Assert.That(_run.Terminal.OutText, Does.StartWith("All 2 services are already running.\n"));
    }

    [Test]
    public async Task UpDetached_NothingToStart_SaysSo()
    {
        Up(UpOutcome.NothingToDo);
        Assert.That(await _run.RunAsync("up", "-d"), Is.Zero);
        Assert.That(_run.Terminal.OutText, Is.EqualTo("There is nothing to start.\n"));
    }

    [Test]
    public async Task UpDetached_RequiredServiceFailed_TellsAllAndExitsWith4()
    {
        var failure = new ServiceFailure
        {
            Service = "api",
            State = ServiceState.Failed,
            Required = true,
            Reason = "The process ended before it was ready.",
            ExitCode = 3,
            LastLines = ["one", "\e[2Jtwo"],
            LogPath = "/state/logs/api.log",
        };
        var skipped = new ServiceFailure { Service = "web", State = ServiceState.Skipped, Required = false, Reason = "'api' failed." };
        Up(new UpResult { Outcome = UpOutcome.ServiceFailed, Snapshot = Given.Snapshot(), Failures = [failure, skipped] });
        Assert.That(await _run.RunAsync("up", "-d"), Is.EqualTo(4));
        Assert.That(
            _run.Terminal.ErrorText,
            Is.EqualTo(
                "error: The required service 'api' did not come up.\n"
                + "api failed: The process ended before it was ready. (exit code 3)\n  | one\n  | two\n  log: /state/logs/api.log\n"
                + "web (optional) skipped: 'api' failed.\n"));
    }

    [Test]
    public async Task UpDetached_PortConflict_ShowsTheMessageAndExitsWith6()
    {
        var conflict = new ServicePortConflict { Service = "web", PortName = "default", Port = 8000, Required = true, Message = "Port 8000 is held by nginx (pid 12)." };
        Up(new UpResult { Outcome = UpOutcome.PortConflict, Snapshot = Given.Snapshot(), Conflicts = [conflict] });
        Assert.That(await _run.RunAsync("up", "-d"), Is.EqualTo(6));
        Assert.That(_run.Terminal.ErrorText, Does.EndWith("Port 8000 is held by nginx (pid 12).\n"));
    }

    [Test]
    public async Task UpDetached_PortConflictWithJson_CarriesTheConflicts()
    {
        var holder = new PortHolder { Port = 8000, Address = "::", Pid = 12, Command = "nginx" };
        var conflict = new ServicePortConflict { Service = "web", PortName = "default", Port = 8000, Required = true, Holder = holder, Message = "Taken." };
        Up(new UpResult { Outcome = UpOutcome.PortConflict, Snapshot = Given.Snapshot(), Conflicts = [conflict] });
        Assert.That(await _run.RunAsync("up", "-d", "--json"), Is.EqualTo(6));
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo(
                """{"error":{"code":"PortConflict","message":"A port that a required service needs is taken; nothing was started.","conflicts":[{"service":"web","portName":"default","port":8000,"required":true"""
                + ""","holder":{"port":8000,"protocol":"tcp","address":"::","pid":12,"command":"nginx","user":null,"allocation":null},"message":"Taken."}],"failures":[]}}""" + "\n"));
    }

    [Test]
    public async Task UpDetached_TimedOut_ExitsWith5()
    {
        Up(UpOutcome.TimedOut);
        Assert.That(await _run.RunAsync("up", "-d", "--timeout", "5"), Is.EqualTo(5));
        await _run.Session.Received().UpAsync(Arg.Is<UpOptions>(o => o.Timeout == TimeSpan.FromSeconds(5)), Arg.Any<IProgress<ServiceSnapshot>>(), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Up_Options_ReachTheSession()
    {
        Up(UpOutcome.Ready, Given.Service("web"));
        await _run.RunAsync("up", "--no-wait", "--tier", "1-2", "--namespace", "n", "--no-deps", "web");
        await _run.Session.Received().UpAsync(
            Arg.Is<UpOptions>(o => !o.Wait && o.Selection.FirstTier == 1 && o.Selection.LastTier == 2 && o.Selection.Namespaces.Single() == "n"
                && o.Selection.WithoutDependencies && o.Selection.Services.Single() == "web"),
            Arg.Any<IProgress<ServiceSnapshot>>(),
            Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Up_JsonInTheForeground_IsRefused() => Assert.That(await _run.RunAsync("up", "--json"), Is.EqualTo(2));

    private void Up(UpOutcome outcome, params ServiceSnapshot[] services) =>
        Up(new UpResult { Outcome = outcome, Snapshot = Given.Snapshot(services), Started = [.. services.Select(s => s.Service)] });

    private void Up(UpResult result) => _run.Session.UpAsync(default!, default!, default).ReturnsForAnyArgs(result);
}
