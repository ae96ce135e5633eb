namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class ReloadTests : EndToEndFixture
{
    [Test]
    public async Task Reload_ChangedFile_TouchesOnlyWhatChanged()
    {
        WriteServices(Sleep("kept", 300), Sleep("changed", 300, "kept"), Sleep("gone", 300));
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        WriteServices(Sleep("kept", 300), Sleep("changed", 301, "kept"), Sleep("added", 300, "changed"));

        var reload = await ExpectAsync(0, "reload");
        var after = await PsAsync();

        Assert.That(reload.Out, Does.Contain("started added").And.Contain("restarted changed (its command)").And.Contain("stopped gone"));
        Assert.That(after["services"]!.AsArray().Select(s => (string)s!["name"]!), Is.EqualTo(new[] { "kept", "changed", "added" }));
        Assert.That(Pid(after, "kept"), Is.EqualTo(Pid(before, "kept")));
        Assert.That(Processes.CommandLine(Pid(after, "changed")), Is.EqualTo("sleep 301"));
        Assert.That(State(after, "added"), Is.EqualTo("running"));
        Assert.That(Processes.IsAlive(Pid(before, "gone")), Is.False);
    }

    [Test]
    public async Task Reload_ProjectLevelVariable_RestartsWhoeverIsToldOfIt()
    {
        WriteProject(new { env = new { MOOD = "good" }, services = new[] { Sleep("web", 300) } });
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        WriteProject(new { env = new { MOOD = "better" }, services = new[] { Sleep("web", 300) } });

        var reload = await ExpectAsync(0, "reload", "--json");

        Assert.That((string?)reload.Json["changed"]!["web"], Is.EqualTo("its environment variable MOOD"));
        Assert.That(Pid(await PsAsync(), "web"), Is.Not.EqualTo(Pid(before, "web")));
    }

    [Test]
    public async Task Reload_FileWithErrors_ChangesNothing()
    {
        WriteServices(Sleep("web", 300), Sleep("gone", 300));
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        WriteServices(Sleep("web", 301, "nobody"));

        var reload = await ExpectAsync(3, "reload");
        var after = await PsAsync();

        Assert.That(reload.Error, Does.Contain("nobody"));
        Assert.That(Pid(after, "web"), Is.EqualTo(Pid(before, "web")));
        Assert.That(Pid(after, "gone"), Is.EqualTo(Pid(before, "gone")));
    }

    [Test]
    public async Task Reload_PortThatIsTaken_ChangesNothing()
    {
        WriteServices(Sleep("web", 300), Sleep("gone", 300));
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        var port = FreePort();
        using var stranger = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
        stranger.Start();
        WriteServices(Sleep("web", 301), new { name = "api", start_command = "exec sleep 300", ports = new { @default = new { port, mode = "exact" } } });

        await ExpectAsync(6, "reload");
        var after = await PsAsync();

        Assert.That(Pid(after, "web"), Is.EqualTo(Pid(before, "web")));
        Assert.That(Pid(after, "gone"), Is.EqualTo(Pid(before, "gone")));
    }

    [Test]
    public async Task Reload_NothingRuns_SaysSo()
    {
        WriteServices(Sleep("web", 300));

        Assert.That((await ExpectAsync(0, "reload")).Out, Does.Contain("Nothing runs"));
        Assert.That(Left(), Is.Empty);
    }

    [Test]
    public async Task UpWatchConfig_FileChanges_ReloadsByItselfAndSurvivesAMistake()
    {
        WriteServices(Sleep("web", 300));
        var up = Start(Program, ["up", "--watch-config"]);
        await Until(() => up.HasExited || up.Out.Contains("ready", StringComparison.Ordinal), () => up.Out + up.Error);

        WriteFile(".project-services.json", "{ \"services\": [");
        await Until(() => up.Error.Contains("error", StringComparison.OrdinalIgnoreCase), () => up.Out + up.Error);
        WriteServices(Sleep("web", 300), new { name = "more", start_command = "echo I am new; exec sleep 300" });
        await Until(() => up.Out.Contains("I am new", StringComparison.Ordinal), () => up.Out + up.Error);

        Assert.That(State(await PsAsync(), "more"), Is.EqualTo("running"));
        Processes.Signal("INT", up.Pid);
        Assert.That((await up.EndAsync()).ExitCode, Is.EqualTo(130));
        await NothingIsLeftAsync();
    }

    private static object Sleep(string name, int seconds, params string[] dependencies) => new { name, start_command = $"exec sleep {seconds}", dependencies };
}
