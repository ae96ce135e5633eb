using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using NSubstitute;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Host.Tests.Commands;

[CancelAfter(30_000)]
public class ForegroundUpTests
{
    private readonly Channel<ServiceSnapshot> _changes = Channel.CreateUnbounded<ServiceSnapshot>();
    private readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommandRun _run = null!;

    [SetUp]
    public void SetUp()
    {
        _run = new CommandRun();
        var snapshot = Given.Snapshot(Given.Service("web"));
        _run.Session.UpAsync(default!, default!, default)
            .ReturnsForAnyArgs(new UpResult { Outcome = UpOutcome.Ready, Snapshot = snapshot, Started = ["web"] });
        _run.Session.GetSnapshotAsync(default).ReturnsForAnyArgs(snapshot);
        _run.Session.WatchAsync(default).ReturnsForAnyArgs(call => Watch(call.Arg<CancellationToken>()));
        _run.Session.DownAsync(default!, default!, default)
            .ReturnsForAnyArgs(new DownResult { Stopped = ["web"], Snapshot = Given.Snapshot(Given.Service("web", ServiceState.Stopped)) });
    }

    [Test]
    public async Task Up_CtrlC_StopsEverythingAndExitsWith130()
    {
        var up = _run.RunAsync("up");
        await _watching.Task;
        Assert.That(_run.Signals.Raise(PosixSignal.SIGINT), Is.True);
        Assert.That(await up, Is.EqualTo(130));
        await _run.Session.Received(1).DownAsync(
            Arg.Is<DownOptions>(o => o.Services.Count == 0), Arg.Any<IProgress<ServiceSnapshot>>(), Arg.Any<CancellationToken>());
        await _run.Session.DidNotReceive().ForceStopAsync(Arg.Any<CancellationToken>());
        Assert.That(_run.Terminal.OutText, Does.EndWith("Stopped 1 service: web.\n"));
    }

    [TestCase(PosixSignal.SIGTERM)]
    [TestCase(PosixSignal.SIGHUP)]
    public async Task Up_EndOfTheTerminal_StopsEverything(PosixSignal signal)
    {
        var up = _run.RunAsync("up");
        await _watching.Task;
        _run.Signals.Raise(signal);
        Assert.That(await up, Is.EqualTo(130));
        await _run.Session.ReceivedWithAnyArgs(1).DownAsync(default!, default!, default);
    }

    [Test]
    public async Task Up_SecondCtrlC_Forces()
    {
        var stopping = new TaskCompletionSource<DownResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _run.Session.DownAsync(default!, default!, default).ReturnsForAnyArgs(_ =>
        {
            asked.SetResult();
            return stopping.Task;
        });
        _run.Session.ForceStopAsync(default).ReturnsForAnyArgs(_ =>
        {
            stopping.SetResult(new DownResult { Snapshot = Given.Snapshot() });
            return Task.CompletedTask;
        });
        var up = _run.RunAsync("up");
        await _watching.Task;
        _run.Signals.Raise(PosixSignal.SIGINT);
        await asked.Task;
        _run.Signals.Raise(PosixSignal.SIGINT);
        Assert.That(await up, Is.EqualTo(130));
        await _run.Session.ReceivedWithAnyArgs(1).ForceStopAsync(default);
    }

    [Test]
    public async Task Up_Quit_DetachesAndSaysHowToStop()
    {
        var up = _run.RunAsync("up");
        await _watching.Task;
        _run.Signals.Raise(PosixSignal.SIGQUIT);
        Assert.That(await up, Is.Zero);
        await _run.Session.DidNotReceiveWithAnyArgs().DownAsync(default!, default!, default);
        Assert.That(_run.Terminal.ErrorText, Does.Contain("'portorch down' stops them"));
    }

    [Test]
    public async Task Up_SigquitWhileItWatchesTheConfiguration_LeavesTheWatchToTheSupervisor()
    {
        _run.Session.ReloadAsync(default!, default!, default)
            .ReturnsForAnyArgs(new UpResult { Outcome = UpOutcome.AlreadyRunning, Snapshot = Given.Snapshot(Given.Service("web")) });
        var up = _run.RunAsync("up", "--watch-config");
        await _watching.Task;
        _run.Signals.Raise(PosixSignal.SIGQUIT);

        Assert.That(await up, Is.Zero);
        await _run.Session.Received(1).ReloadAsync(
            Arg.Is<UpOptions>(o => o.WatchConfiguration && !o.Wait), Arg.Any<IProgress<ServiceSnapshot>>(), Arg.Any<CancellationToken>());
        await _run.Session.DidNotReceiveWithAnyArgs().DownAsync(default!, default!, default);
    }

    [Test]
    public async Task Up_SigquitWhileTheConfigurationIsBroken_SaysThatNobodyWatches()
    {
        _run.Session.ReloadAsync(default!, default!, default)
            .ReturnsForAnyArgs<UpResult>(_ => throw new ConfigurationException(ErrorCode.InvalidConfiguration, "The configuration has 1 error.", []));
        var up = _run.RunAsync("up", "--watch-config");
        await _watching.Task;
        _run.Signals.Raise(PosixSignal.SIGQUIT);

        Assert.That(await up, Is.Zero);
        Assert.That(_run.Terminal.ErrorText, Does.Contain("1 error").And.Contain("watched no longer").And.Contain("Detached"));
    }

    [Test]
    public async Task Up_NothingRunsAnyMore_EndsByItself()
    {
        _changes.Writer.TryWrite(Given.Service("web"));
        _changes.Writer.TryWrite(Given.Service("web", ServiceState.Completed));
        Assert.That(await _run.RunAsync("up"), Is.Zero);
        Assert.That(_run.Terminal.OutText, Does.EndWith("web | completed\n"));
    }

    [Test]
    public async Task Up_RequiredServiceFailsLater_ExitsWith4()
    {
        _changes.Writer.TryWrite(Given.Service("web", ServiceState.Failed) with { Reason = "Given up." });
        Assert.That(await _run.RunAsync("up"), Is.EqualTo(4));
        Assert.That(_run.Terminal.OutText, Does.EndWith("web | failed: Given up.\n"));
    }

    [Test]
    public async Task Up_SupervisorGone_SaysThatServicesGoOn()
    {
        _changes.Writer.Complete();
        Assert.That(await _run.RunAsync("up"), Is.EqualTo(1));
        Assert.That(_run.Terminal.ErrorText, Does.Contain("The supervisor has ended"));
    }

    [Test]
    public async Task Up_RequiredServiceFails_StopsWhatItStartedAndExitsWith4()
    {
        var failure = new ServiceFailure { Service = "api", State = ServiceState.Failed, Required = true, Reason = "Bad." };
        _run.Session.UpAsync(default!, default!, default).ReturnsForAnyArgs(
            new UpResult { Outcome = UpOutcome.ServiceFailed, Snapshot = Given.Snapshot(), Started = ["db", "api"], Failures = [failure] });
        Assert.That(await _run.RunAsync("up"), Is.EqualTo(4));
        await _run.Session.Received(1).DownAsync(
            Arg.Is<DownOptions>(o => o.Services.SequenceEqual(new[] { "db", "api" })), Arg.Any<IProgress<ServiceSnapshot>>(), Arg.Any<CancellationToken>());
        Assert.That(_run.Terminal.ErrorText, Does.Contain("api failed: Bad."));
    }

    [Test]
    public async Task Up_Output_IsMergedWithPrefixes()
    {
        var lines = Channel.CreateUnbounded<LogLine>();
        lines.Writer.TryWrite(new LogLine("web", "listening"));
        lines.Writer.TryWrite(new LogLine("database", "ready"));
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _run.Session.ReadLogsAsync(default!, default!, default).ReturnsForAnyArgs(call => Lines(lines.Reader, read, call.Arg<CancellationToken>()));
        var up = _run.RunAsync("up");
        await read.Task;
        await _watching.Task;
        _run.Signals.Raise(PosixSignal.SIGINT);
        await up;
        Assert.That(_run.Terminal.OutText, Does.Contain("web | listening\n").And.Contain("database | ready\n"));
        _run.Session.Received().ReadLogsAsync(Arg.Any<IReadOnlyList<string>>(), Arg.Is<LogQuery>(q => q.Follow && q.Since != null), Arg.Any<CancellationToken>());
    }

    private async IAsyncEnumerable<ServiceSnapshot> Watch([EnumeratorCancellation] CancellationToken token)
    {
        _watching.TrySetResult();
        await foreach (var change in _changes.Reader.ReadAllAsync(token)) yield return change;
    }

    private static async IAsyncEnumerable<LogLine> Lines(
        ChannelReader<LogLine> lines, TaskCompletionSource read, [EnumeratorCancellation] CancellationToken token)
    {
        while (await lines.WaitToReadAsync(token))
        {
            while (lines.TryRead(out var line)) yield return line;
            read.TrySetResult();
        }
    }
}
