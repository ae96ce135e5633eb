namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary><c>up -d --watch-config</c>: the supervisor has the configuration read again by itself.</summary>
public sealed class ConfigurationWatchTests : EndToEndFixture
{
    [Test]
    public async Task FileChanges_AfterTheCommandHasEnded_AreApplied()
    {
        WriteServices(Sleep("kept", 300), Sleep("changed", 300));
        await ExpectAsync(0, "up", "-d", "--watch-config");
        var before = await PsAsync();
        Assert.That((bool)before["configuration"]!["watched"]!);

        WriteServices(Sleep("kept", 300), Sleep("changed", 301), Sleep("added", 300));
        await UntilPsAsync(ps => ps["services"]!.AsArray().Any(s => (string?)s!["name"] == "added" && (string?)s["state"] == "running"));

        var after = await PsAsync();
        Assert.That(Pid(after, "kept"), Is.EqualTo(Pid(before, "kept")));
        Assert.That(Processes.CommandLine(Pid(after, "changed")), Is.EqualTo("sleep 301"));
        Assert.That((await ExpectAsync(0, "logs", "--supervisor")).Out, Does.Contain("The configuration has changed").And.Contain("Reloaded: started added; restarted changed (its command)."));
    }

    [Test]
    public async Task BrokenEdit_LeavesEverythingRunningAndIsToldUntilItIsMended()
    {
        WriteServices(Sleep("web", 300));
        await ExpectAsync(0, "up", "-d", "--watch-config");
        var before = await PsAsync();

        WriteServices(Sleep("web", 301, "nobody"));
        await UntilPsAsync(ps => ps["configuration"]!["problem"] is not null);
        var broken = await PsAsync();
        var shown = await ExpectAsync(0, "ps");

        Assert.That(Pid(broken, "web"), Is.EqualTo(Pid(before, "web")));
        Assert.That((string?)broken["configuration"]!["diagnostics"]![0]!["message"], Does.Contain("nobody"));
        Assert.That((int?)broken["configuration"]!["diagnostics"]![0]!["line"], Is.EqualTo(1));
        Assert.That(shown.Error, Does.Contain(".project-services.json:1:").And.Contain("nobody").And.Contain("what runs was left alone"));
        Assert.That((await ExpectAsync(0, "logs", "--supervisor")).Out, Does.Contain("nobody"));

        WriteServices(Sleep("web", 302));
        await UntilPsAsync(ps => ps["configuration"]!["problem"] is null && State(ps, "web") == "running" && Pid(ps, "web") != Pid(before, "web"));
        Assert.That((await ExpectAsync(0, "ps")).Error, Is.Empty);
    }

    [Test]
    public async Task EnvironmentFiles_AlsoThoseThatAreNotThereYet_CountAsTheConfiguration()
    {
        WriteFile("base.yaml", "processes: {web: {command: 'echo $MOOD $TONE; exec sleep 300', env_file: web.env}}");
        WriteFile("web.env", "TONE=loud\n");
        WriteFile("process-compose.yaml", "extends: base.yaml\nprocesses: {more: {command: exec sleep 300}}\n");
        await ExpectAsync(0, "up", "-d", "--watch-config");

        WriteFile("web.env", "TONE=soft\n");
        await LogsAsync("soft");
        WriteFile(".env", "MOOD=happy\n");
        await LogsAsync("happy soft");
        WriteFile("base.yaml", "processes: {web: {command: 'echo new $MOOD; exec sleep 300', env_file: web.env}}");
        await LogsAsync("new happy");
    }

    [Test]
    public async Task FailedService_IsStartedByTheEditThatMendsIt()
    {
        WriteServices(new { name = "web", start_command = "exit 3", min_uptime_seconds = 5 });
        await ExpectAsync(4, "up", "-d", "--watch-config");

        WriteServices(Sleep("web", 300));

        await UntilPsAsync(ps => State(ps, "web") == "running");
    }

    [Test]
    public async Task SupervisorIsKilled_TheNextOneWatchesOnUntilDown()
    {
        WriteServices(Sleep("web", 300), Sleep("more", 300));
        await ExpectAsync(0, "up", "-d", "--watch-config", "web");
        var before = await PsAsync();
        Processes.Signal("KILL", SupervisorPid(before));
        await Until(() => !Processes.IsAlive(SupervisorPid(before)));
        await ExpectAsync(0, "up", "-d", "more");

        WriteServices(Sleep("web", 301), Sleep("more", 300));
        await UntilPsAsync(ps => State(ps, "web") == "running" && Pid(ps, "web") != Pid(before, "web"));

        await ExpectAsync(0, "down");
        await NothingIsLeftAsync();
        await ExpectAsync(0, "up", "-d");
        Assert.That((await PsAsync())["configuration"], Is.Null);
    }

    [Test]
    public async Task NamedFilesElsewhere_AreReadAsTheCallerNamedThem()
    {
        WriteFile("conf/a.json", """{ "services": [ { "name": "web", "start_command": "exec sleep 300" } ] }""");
        WriteFile("sub/x", "");
        var up = await RunInAsync(Path.Combine(Folder, "sub"), "up", "-d", "--watch-config", "--project", "..", "-f", "../conf/a.json");
        Assert.That(up.ExitCode, Is.Zero, up.ToString());

        WriteFile("conf/a.json", """{ "services": [ { "name": "web", "start_command": "exec sleep 302" } ] }""");

        await UntilPsAsync(ps => State(ps, "web") == "running" && Processes.CommandLine(Pid(ps, "web")) == "sleep 302");
    }

    private static object Sleep(string name, int seconds, params string[] dependencies) => new { name, start_command = $"exec sleep {seconds}", dependencies };

    private async Task LogsAsync(string text)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!(await ExpectAsync(0, "logs", "web")).Out.Contains(text, StringComparison.Ordinal))
        {
            Assert.That(TimeProvider.System.GetElapsedTime(start).TotalSeconds, Is.LessThan(20), await SupervisorAsync());
            await Task.Delay(50);
        }
    }

    private async Task<string> SupervisorAsync() => (await RunAsync("logs", "--supervisor")).Out;
}
