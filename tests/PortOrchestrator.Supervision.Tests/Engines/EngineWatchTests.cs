using NSubstitute;
using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Tests.Engine;

namespace PortOrchestrator.Supervision.Tests.Engines;

internal sealed class EngineWatchTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("portorch-watch-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    [CancelAfter(30_000)]
    public async Task WaitForEndAsync_LogCannotBeCopied_WarnsAndStillSeesTheEnd(CancellationToken cancellationToken)
    {
        var engine = Substitute.For<IServiceEngine>();
        var call = new EngineCall(["journalctl"], "/", new Dictionary<string, string>());
        engine.LookPeriod.Returns(TimeSpan.FromMilliseconds(1));
        engine.FollowLog(default!, default).ReturnsForAnyArgs(call);
        engine.ReadLog(default!, default, default).ReturnsForAnyArgs(call);
        engine.GetTimeAsync(cancellationToken).ReturnsForAnyArgs(DateTimeOffset.UnixEpoch);
        var running = new EngineState(EngineCondition.Running) { Id = "c" };
        var ended = new EngineState(EngineCondition.Ended) { Id = "c", ExitCode = 3 };
        engine.LookAsync(cancellationToken).ReturnsForAnyArgs(running, running, ended);
        var launcher = Substitute.For<IProcessLauncher>();
        launcher.Launch(default!).ReturnsForAnyArgs(_ => throw new LaunchException("Cannot start 'journalctl'."));
        var copier = new LogCopier(Made.Service().Spec(_folder), engine, new RecordedCommands(), launcher, Substitute.For<IProcessInspector>(), TimeProvider.System);
        var warnings = new List<string>();

        var end = await new EngineWatch(engine, copier, TimeProvider.System).WaitForEndAsync(default, warnings.Add, cancellationToken);

        Assert.That(end, Is.EqualTo(ended));
        Assert.That(warnings, Does.Contain("its log is not copied: Cannot start 'journalctl'."));
    }
}
