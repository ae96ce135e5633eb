using System.Text.Json;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary><c>portorch logs --clear</c>, with services that write on.</summary>
[CancelAfter(120_000)]
public sealed class ClearLogsTests : EndToEndFixture
{
    private const string Writing = "echo first; trap 'echo later' USR1; while :; do sleep 0.05; done";

    [Test]
    public async Task Clear_RunningThenStopped_ForgetsWhatWasAndKeepsWhatComes()
    {
        WriteServices(
            new { name = "web", start_command = Writing + " # web", log = new { separate_stderr = true } },
            new { name = "other", start_command = Writing });
        await ExpectAsync(0, "up", "-d");
        await UntilLogAsync("web", "first\n");
        await UntilLogAsync("other", "first\n");

        var clear = await ExpectAsync(0, "logs", "web", "--clear");
        var empty = await ExpectAsync(0, "logs", "web");
        await ExpectAsync(0, "signal", "web", "USR1", "--parent-only");
        await UntilLogAsync("web", "later\n");
        var other = await ExpectAsync(0, "logs", "other");
        await ExpectAsync(0, "down");
        var json = await ExpectAsync(0, "logs", "--clear", "--json");
        var all = await ExpectAsync(0, "logs");
        await ExpectAsync(0, "up", "-d");

        Assert.That(clear.Error, Does.Contain("Cleared the log of web."));
        Assert.That((empty.Out, other.Out, all.Out), Is.EqualTo(("", "first\n", "")));
        Assert.That(((long)json.Json["cleared"]!["web"]!, (long)json.Json["cleared"]!["other"]!), Is.EqualTo((6, 6)));
        await UntilLogAsync("web", "first\n");
        Assert.That((await ExpectAsync(7, "logs", "nobody", "--clear")).Error, Does.Contain("nobody"));
    }

    [Test]
    public async Task Clear_FailureAfterwards_ShowsOnlyWhatWasWrittenSince()
    {
        WriteServices(new { name = "web", start_command = "echo secret; trap 'echo broken; exit 3' USR1; while :; do sleep 0.05; done", restart = new { policy = "no" } });
        await ExpectAsync(0, "up", "-d");
        await UntilLogAsync("web", "secret\n");

        await ExpectAsync(0, "logs", "--clear");
        await ExpectAsync(0, "signal", "web", "USR1", "--parent-only");
        var wait = await RunAsync("wait", "web", "--for", "completed");

        Assert.That(wait.Error, Does.Contain("broken").And.Not.Contain("secret").And.Not.Contain("\0"), wait.ToString());
    }

    [Test]
    public async Task Clear_SharedService_OnlyByNameAndFromEveryCheckout()
    {
        var db = new { name = "db", scope = "machine", tier = 1, start_command = Writing };
        foreach (var name in new[] { "shop", "blog" })
        {
            WriteFile($"{name}/.project-services.json", JsonSerializer.Serialize(new { project_name = name, services = new[] { db } }));
            var up = await RunInAsync(Path.Combine(Folder, name), "up", "-d");
            Assert.That(up.ExitCode, Is.Zero, up.ToString());
        }

        await UntilLogAsync("db", "first\n", "shop");
        var blog = Path.Combine(Folder, "blog");
        var all = await RunInAsync(blog, "logs", "--clear");
        var before = await RunInAsync(blog, "logs", "db");
        var named = await RunInAsync(blog, "logs", "--clear", "db");
        var after = await RunInAsync(Path.Combine(Folder, "shop"), "logs", "db");

        Assert.That(all.Error, Does.Contain("There is no log to clear."), all.ToString());
        Assert.That((before.Out, named.ExitCode, after.Out), Is.EqualTo(("first\n", 0, "")));
    }

    private async Task UntilLogAsync(string service, string text, string? folder = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var logs = await RunInAsync(Path.Combine(Folder, folder ?? ""), "logs", service);
            if (logs.Out == text) return;
            if (TimeProvider.System.GetElapsedTime(start).TotalSeconds > 30) Assert.Fail(logs.ToString());
            await Task.Delay(50);
        }
    }
}
