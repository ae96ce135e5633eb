namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class ChangedFileTests : EndToEndFixture
{
    [Test]
    public async Task Up_StoppedServiceIsNoLongerInTheFile_IsForgotten()
    {
        WriteServices(new { name = "old", start_command = "exec sleep 60" }, new { name = "kept", start_command = "exec sleep 60" });
        await ExpectAsync(0, "up", "-d");
        await ExpectAsync(0, "stop", "old");
        WriteServices(new { name = "kept", start_command = "exec sleep 60" });

        var up = await ExpectAsync(0, "up", "-d");

        Assert.That(up.Out, Does.Contain("The service is already running").And.Not.Contain("old"), up.ToString());
        Assert.That((await PsAsync())["services"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Up_RunningServiceChangedInTheFile_RunsOnAndTheCureIsNamed()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 60" });
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        WriteServices(new { name = "web", start_command = "exec sleep 61" });

        var up = await ExpectAsync(0, "up", "-d");

        Assert.That(Pid(await PsAsync(), "web"), Is.EqualTo(Pid(before, "web")));
        Assert.That(up.Error, Does.Contain("portorch restart web"), up.ToString());
        await ExpectAsync(0, "restart", "web");
        Assert.That(Processes.CommandLine(Pid(await PsAsync(), "web")), Is.EqualTo("sleep 61"));
    }

    [Test]
    public async Task Up_ServiceIsAdded_OnlyThatOneIsStarted()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 60" });
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();
        WriteServices(new { name = "web", start_command = "exec sleep 60" }, new { name = "more", start_command = "exec sleep 60", dependencies = new[] { "web" } });

        var up = await ExpectAsync(0, "up", "-d", "--json");

        Assert.That(up.Json["started"]!.AsArray().Select(n => (string?)n), Is.EqualTo(new[] { "more" }));
        Assert.That(Pid(await PsAsync(), "web"), Is.EqualTo(Pid(before, "web")));
    }

    [Test]
    public async Task Down_FileIsGone_StopsWhatRuns()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 60" });
        await ExpectAsync(0, "up", "-d");
        File.Delete(Path.Combine(Folder, ".project-services.json"));

        await ExpectAsync(0, "down", "--project", Folder);

        await NothingIsLeftAsync();
    }
}
