using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Tests.Processes;

namespace PortOrchestrator.Supervision.Tests.Engines;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class LauncherEngineCommandsTests : ProcessFixture
{
    [Test]
    [CancelAfter(30_000)]
    public async Task RunAsync_NoPath_ReadsWhatWasSaidAndLeavesNoFile()
    {
        var answer = await RunAsync(Folder, Call("echo out; echo error >&2; exit 3"));

        Assert.That(answer, Is.EqualTo(new EngineAnswer(3, "out\n", "error\n")));
        Assert.That(Directory.EnumerateFileSystemEntries(Folder), Is.Empty);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task RunAsync_Path_GetsWhatWasSaid()
    {
        var answer = await RunAsync(Folder, Call("echo out; echo error >&2") with { OutputPath = Output });

        Assert.That(answer, Is.EqualTo(new EngineAnswer(0, "", "")));
        Assert.That(ReadOutput(), Is.EqualTo("out\nerror\n"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task RunAsync_CannotBeStarted_IsAnAnswerThatTellsWhy()
    {
        var file = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(file, "");

        var noProgram = await RunAsync(Folder, Call("") with { Arguments = ["no-such-program"] });
        var noScratch = await RunAsync(Path.Combine(file, "folder"), Call("exit 0"));

        Assert.That((noProgram.ExitCode, noScratch.ExitCode), Is.EqualTo(((int?)null, (int?)null)));
        Assert.That(noProgram.Text, Does.Contain("no-such-program"));
        Assert.That(noScratch.Text, Does.Contain(file));
    }

    private Task<EngineAnswer> RunAsync(string scratch, EngineCall call) => new LauncherEngineCommands(Launcher, new ProcessTreeStopper(Inspector), scratch).RunAsync(call);

    private EngineCall Call(string script) =>
        new(["sh", "-c", script], Folder, new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! });
}
