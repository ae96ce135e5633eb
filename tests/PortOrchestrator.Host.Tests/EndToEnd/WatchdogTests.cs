namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class WatchdogTests : EndToEndFixture
{
    [Test]
    public async Task SupervisorIsKilled_WithAWatchdog_AnotherOneTakesOverAndGoesOnByItself()
    {
        WriteSettings("""{ "watchdog": true }""");
        WriteServices(
            new { name = "web", start_command = "exec sleep 60" },
            new { name = "broken", start_command = "echo start >> starts; sleep 0.3; exit 3", restart = new { policy = "always", backoff_seconds = 2.5 } });
        await ExpectAsync(0, "up", "--no-wait");
        await Until(() => Left().Any(p => Processes.CommandLine(p) == "sleep 60"));
        var before = await PsAsync();
        await UntilAsync("broken", "restarting");

        var starts = Starts();

        Processes.Signal("KILL", SupervisorPid(before));

        await Until(() => Supervisors().Any(p => p != SupervisorPid(before)), seconds: 60);
        // No command has come, and yet the restart that was under way is made.
        await Until(() => Starts() > starts, seconds: 60);
        var after = await PsAsync();
        Assert.That(Pid(after, "web"), Is.EqualTo(Pid(before, "web")));
        Assert.That((await ExpectAsync(0, "logs", "--supervisor")).Out, Does.Contain("killed by SIGKILL"));
        await ExpectAsync(0, "down");
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task WatchdogIsKilled_SupervisorGoesOn()
    {
        WriteSettings("""{ "watchdog": true }""");
        WriteServices(new { name = "web", start_command = "exec sleep 60" });
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        var watchdog = Processes.WithCommandLine("supervise watch", StateFolder);
        Assert.That(watchdog, Has.Count.EqualTo(1));

        Processes.Signal("KILL", watchdog);

        var after = await PsAsync();
        Assert.That((SupervisorPid(after), Pid(after, "web")), Is.EqualTo((SupervisorPid(before), Pid(before, "web"))));
        await ExpectAsync(0, "down");
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task NoSetting_NoWatchdog()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 60" });

        await ExpectAsync(0, "up", "-d");

        Assert.That(Processes.WithCommandLine("supervise watch", StateFolder), Is.Empty);
    }

    private int Starts() => File.ReadAllLines(Path.Combine(Folder, "starts")).Length;

    private void WriteSettings(string text)
    {
        var folder = Path.Combine(Variables["XDG_CONFIG_HOME"], "portorchestrator");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "settings.json"), text);
    }

    private async Task UntilAsync(string service, string state)
    {
        var start = TimeProvider.System.GetTimestamp();
        while ((string?)(await ServiceAsync(service))["state"] != state)
            Assert.That(TimeProvider.System.GetElapsedTime(start).TotalSeconds, Is.LessThan(30), $"{service} is never {state}");
    }
}
