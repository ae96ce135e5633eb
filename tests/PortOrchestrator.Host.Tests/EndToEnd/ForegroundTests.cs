namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class ForegroundTests : EndToEndFixture
{
    [TestCase("INT")]
    [TestCase("TERM")]
    [TestCase("HUP")]
    public async Task Up_IsAskedToEnd_StopsEverything(string signal)
    {
        WriteServices(
            new { name = "one", start_command = "echo hello from one; exec sleep 60" },
            new { name = "two", start_command = "exec sleep 60" });
        var up = await UpAsync("2 services ready");
        await Until(() => up.Out.Contains("hello from one", StringComparison.Ordinal), () => up.Out + up.Error);

        Processes.Signal(signal, up.Pid);
        var ended = await up.EndAsync();

        Assert.That(ended.ExitCode, Is.EqualTo(130), ended.ToString());
        Assert.That(ended.Out.Split('\n'), Has.Some.StartsWith("one").And.Some.Contains("| hello from one").Or.Some.Contains("hello from one"));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_SecondInterrupt_KillsTheStubborn()
    {
        WriteServices(new
        {
            name = "stubborn",
            start_command = $"exec {TestService} --listen --ignore-term --spawn 2 --spawn-setsid --spawn-ignore-term",
            ports = new { @default = new { mode = "auto" } },
            health_check = "tcp://localhost:$PORT",
            shutdown = new { timeout_seconds = 60 },
        });
        var up = await UpAsync("ready");

        Processes.Signal("INT", up.Pid);
        await Until(() => (up.Out + up.Error).Contains("Stopping", StringComparison.Ordinal), () => up.Out + up.Error);
        Processes.Signal("INT", up.Pid);
        var ended = await up.EndAsync(10);

        Assert.That(ended.ExitCode, Is.EqualTo(130), ended.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_Quit_LeavesEverythingRunning()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 60" });
        var up = await UpAsync("ready");
        var before = await PsAsync();

        Processes.Signal("QUIT", up.Pid);
        var ended = await up.EndAsync();
        var after = await PsAsync();

        Assert.That(ended.ExitCode, Is.Zero, ended.ToString());
        Assert.That(Pid(after, "web"), Is.EqualTo(Pid(before, "web")));
        Assert.That(SupervisorPid(after), Is.EqualTo(SupervisorPid(before)));
    }

    [Test]
    public async Task Up_EverythingCompletes_EndsByItself()
    {
        WriteServices(new { name = "build", kind = "task", start_command = "echo building; sleep 0.3; echo built" });

        var ended = await ExpectAsync(0, "up");

        Assert.That(ended.Out, Does.Contain("building").And.Contain("built"), ended.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Up_RequiredServiceFails_EndsWith4AndStopsWhatItStarted()
    {
        WriteServices(
            new { name = "good", tier = 0, start_command = "exec sleep 60" },
            new { name = "bad", tier = 1, start_command = "echo why; exit 3", health_check = "", port = FreePort() });

        var ended = await ExpectAsync(4, "up");

        Assert.That(ended.Error, Does.Contain("bad").And.Contain("code 3"), ended.ToString());
        await NothingIsLeftAsync();
    }

    private async Task<ProgramRun> UpAsync(string until)
    {
        var up = Start(Program, ["up"]);
        await Until(() => up.HasExited || up.Out.Contains(until, StringComparison.Ordinal), () => up.Out + up.Error);
        Assert.That(up.HasExited, Is.False, up.Out + up.Error);
        return up;
    }
}
