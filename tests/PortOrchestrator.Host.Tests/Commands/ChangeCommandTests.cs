using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace PortOrchestrator.Host.Tests.Commands;

/// <summary>The commands that change what runs: <c>scale</c>, <c>reload</c>, <c>run</c>, and how <c>up</c> tells that a service has ended the project.</summary>
[CancelAfter(30_000)]
public class ChangeCommandTests
{
    private CommandRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new CommandRun();

    [Test]
    public async Task Scale_ServiceAndNumber_AreAskedForAndWhatWasStoppedIsNamed()
    {
        _run.Session.ScaleAsync(default!, default, default!, default!, default)
            .ReturnsForAnyArgs(new UpResult { Outcome = UpOutcome.Ready, Snapshot = Given.Snapshot(Given.Service("web-0")), Stopped = ["web-1", "web-2"] });

        Assert.That(await _run.RunAsync("scale", "web", "1", "--timeout", "5"), Is.Zero);

        await _run.Session.Received().ScaleAsync(
            "web", 1, Arg.Is<UpOptions>(o => o.Wait && o.Timeout == TimeSpan.FromSeconds(5)), Arg.Any<IProgress<ServiceSnapshot>>(), Arg.Any<CancellationToken>());
        Assert.That(_run.Terminal.ErrorText, Does.Contain("web-1 and web-2").Or.Contain("web-1, web-2"));
    }

    [TestCase("0")]
    [TestCase("1001")]
    [TestCase("2.5")]
    public async Task Scale_NoNumberOfCopies_IsWrongUsageAndAsksForNothing(string number)
    {
        Assert.That(await _run.RunAsync("scale", "web", number), Is.EqualTo(2));
        await _run.Session.DidNotReceiveWithAnyArgs().ScaleAsync(default!, default, default!, default!, default);
    }

    [Test]
    public async Task Reload_Changes_AreToldInOneLine()
    {
        _run.Session.ReloadAsync(default!, default!, default).ReturnsForAnyArgs(new UpResult
        {
            Outcome = UpOutcome.Ready,
            Snapshot = Given.Snapshot(Given.Service("api"), Given.Service("new")),
            Started = ["new", "api"],
            Changed = new Dictionary<string, string> { ["api"] = "its command" },
            Stopped = ["old"],
        });

        Assert.That(await _run.RunAsync("reload"), Is.Zero);

        Assert.That(_run.Terminal.OutText, Is.EqualTo("Reloaded: started new; restarted api (its command); stopped old.\n"));
    }

    [TestCase(UpOutcome.NothingToDo, "Nothing runs; 'portorch up' starts it.\n")]
    [TestCase(UpOutcome.AlreadyRunning, "Nothing has changed that concerns what runs.\n")]
    public async Task Reload_NothingToDo_SaysWhy(UpOutcome outcome, string text)
    {
        _run.Session.ReloadAsync(default!, default!, default).ReturnsForAnyArgs(new UpResult { Outcome = outcome, Snapshot = Given.Snapshot() });

        Assert.That(await _run.RunAsync("reload"), Is.Zero);
        Assert.That(_run.Terminal.OutText, Is.EqualTo(text));
    }

    [Test]
    public async Task Reload_ConfigurationWithErrors_EndsWith3()
    {
        _run.Session.ReloadAsync(default!, default!, default).ThrowsAsyncForAnyArgs(new ConfigurationException(ErrorCode.InvalidConfiguration, "It has an error.", []));

        Assert.That(await _run.RunAsync("reload"), Is.EqualTo(3));
    }

    [Test]
    [Platform("Linux")]
    public async Task Run_Service_PassesArgumentsAndItsCodeAndStopsWhatWasStarted()
    {
        _run.Session.PrepareRunAsync(default!, default!, default!, default!, default).ReturnsForAnyArgs(new ServiceRun
        {
            Up = new UpResult { Outcome = UpOutcome.Ready, Snapshot = Given.Snapshot(), Started = ["db"] },
            Environment = new ServiceEnvironment
            {
                Service = "job",
                Command = ["/bin/sh", "-c", "test \"$PWD$MARK\" = /set && exit 42"],
                WorkingDirectory = "/",
                Environment = new Dictionary<string, string> { ["MARK"] = "set" },
            },
        });

        Assert.That(await _run.RunAsync("run", "--no-deps", "job", "--", "--port", "x y"), Is.EqualTo(42));

        await _run.Session.Received().PrepareRunAsync(
            "job",
            Arg.Is<IReadOnlyList<string>>(a => a.SequenceEqual(new[] { "--port", "x y" })),
            Arg.Is<UpOptions>(o => o.Selection.WithoutDependencies),
            Arg.Any<IProgress<ServiceSnapshot>>(),
            Arg.Any<CancellationToken>());
        await _run.Session.Received().DownAsync(
            Arg.Is<DownOptions>(o => o.Services.SequenceEqual(new[] { "db" })), Arg.Any<IProgress<ServiceSnapshot>>(), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Run_WhatItNeedsDidNotComeUp_StopsWhatWasStartedAndEndsWith4()
    {
        _run.Session.PrepareRunAsync(default!, default!, default!, default!, default)
            .ReturnsForAnyArgs(new ServiceRun { Up = new UpResult { Outcome = UpOutcome.ServiceFailed, Snapshot = Given.Snapshot(), Started = ["db"] } });

        Assert.That(await _run.RunAsync("run", "job"), Is.EqualTo(4));
        await _run.Session.ReceivedWithAnyArgs(1).DownAsync(default!, default!, default);
    }

    [Test]
    public async Task Run_Json_IsWrongUsage() => Assert.That(await _run.RunAsync("run", "job", "--json"), Is.EqualTo(2));

    [TestCase(ServiceState.Completed, 0, "which has completed")]
    [TestCase(ServiceState.Failed, 7, "which is failed: exited with code 7")]
    public async Task UpDetached_ServiceEndedTheProject_EndsWithItsCode(ServiceState state, int code, string text)
    {
        var main = Given.Service("main", state) with { ProjectExitCode = code, Reason = state == ServiceState.Failed ? "exited with code 7" : null };
        var result = new UpResult { Outcome = UpOutcome.ProjectEnded, ProjectExitCode = code, Snapshot = Given.Snapshot(main), Started = ["main"] };
        _run.Session.UpAsync(default!, default!, default).ReturnsForAnyArgs(result);

        Assert.That(await _run.RunAsync("up", "-d"), Is.EqualTo(code));
        Assert.That(_run.Terminal.OutText, Does.Contain("has ended with 'main', " + text));
    }

    [Test]
    public async Task Up_FailureOfAProcessComposeFile_IsToldAndTheOthersGoOn()
    {
        var configuration = Given.Configuration(Given.Definition("bad"));
        _run.Session.LoadAsync(default).ReturnsForAnyArgs(configuration with { Definition = configuration.Definition! with { Format = "process-compose" } });
        var bad = Given.Service("bad", ServiceState.Failed) with { Reason = "exited with code 3" };
        var failure = new ServiceFailure { Service = "bad", State = ServiceState.Failed, Required = true, Reason = "exited with code 3" };
        _run.Session.UpAsync(default!, default!, default)
            .ReturnsForAnyArgs(new UpResult { Outcome = UpOutcome.ServiceFailed, Snapshot = Given.Snapshot(bad), Started = ["bad"], Failures = [failure] });

        Assert.That(await _run.RunAsync("up"), Is.Zero);
        Assert.That(_run.Terminal.ErrorText, Does.Contain("exited with code 3"));
        await _run.Session.DidNotReceiveWithAnyArgs().DownAsync(default!, default!, default);
    }

    [TestCase("-d", true)]
    [TestCase("--no-wait", true)]
    [TestCase("-d --timeout 5", false)]
    public async Task UpDetached_WatchConfiguration_IsLeftToTheSupervisor(string how, bool watch)
    {
        _run.Session.UpAsync(default!, default!, default)
            .ReturnsForAnyArgs(new UpResult { Outcome = UpOutcome.Ready, Snapshot = Given.Snapshot(Given.Service("web")), Started = ["web"] });

        Assert.That(await _run.RunAsync(["up", .. how.Split(' '), .. watch ? new[] { "--watch-config" } : []]), Is.Zero);

        await _run.Session.Received().UpAsync(
            Arg.Is<UpOptions>(o => o.WatchConfiguration == watch), Arg.Any<IProgress<ServiceSnapshot>>(), Arg.Any<CancellationToken>());
    }
}
