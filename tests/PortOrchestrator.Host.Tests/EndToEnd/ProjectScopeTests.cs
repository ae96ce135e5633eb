using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Three worktrees of one repository, with services of their own and one that they share.</summary>
[CancelAfter(120_000)]
public sealed class ProjectScopeTests : EndToEndFixture
{
    [Test]
    public async Task Worktrees_UpAtOnceMovedAndRemoved_KeepTheirPortsAndShareOneService()
    {
        var main = Path.Combine(Folder, "shop");
        var (one, two) = (Path.Combine(Folder, "one"), Path.Combine(Folder, "two"));
        WriteFile("shop/.project-services.json", JsonSerializer.Serialize(new
        {
            project_name = "shop",
            services = new object[]
            {
                new { name = "db", scope = "project", tier = 1, start_command = $"exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$PORT" },
                new { name = "web", start_command = $"exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$PORT", dependencies = new[] { "db" } },
            },
        }));
        Git(main, "init", "-q");
        Git(main, "add", ".");
        Git(main, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x");
        Git(main, "worktree", "add", "-q", one);
        Git(main, "worktree", "add", "-q", two);

        var ups = await Task.WhenAll(new[] { main, one, two }.Select(f => RunInAsync(f, "up", "-d", "--json")));
        var all = await Task.WhenAll(new[] { main, one, two }.Select(PsInAsync));

        Assert.That(ups.Select(u => u.ExitCode), Is.All.Zero, string.Join('\n', ups.AsEnumerable()));
        Assert.That(ups.Sum(u => u.Json["started"]!.AsArray().Count(n => (string?)n == "db")), Is.EqualTo(1), string.Join('\n', ups.AsEnumerable()));
        Assert.That(all.Select(p => Pid(p, "db")).Distinct().Count(), Is.EqualTo(1));
        Assert.That(all.Select(p => Port(p, "web")).Distinct().Count(), Is.EqualTo(3));
        Assert.That(all.Select(p => (string?)p["checkout"]), Is.EqualTo(new[] { "main", "one", "two" }));
        Assert.That(all.Select(p => Environ(Pid(p, "web"))), Has.All.Contains($"DB_PORT={Port(all[0], "db")}"));
        Assert.That(Environ(Pid(all[1], "web")), Does.Contain("PORTORCH_CHECKOUT=one"));

        await InAsync(one, "down");
        var moved = Path.Combine(Folder, "moved");
        Git(main, "worktree", "move", one, moved);
        Git(moved, "branch", "-m", "renamed");
        var again = await InAsync(moved, "up", "-d");
        var after = await PsInAsync(moved);
        Assert.That(again.Error, Does.Contain("db: already runs for").And.Not.Contain("configured otherwise"), again.ToString());
        Assert.That(Port(after, "web"), Is.EqualTo(Port(all[1], "web")));
        Assert.That(Pid(after, "db"), Is.EqualTo(Pid(all[0], "db")));

        // What runs is left behind by git, and still found by its name and by its former folder.
        Git(main, "worktree", "remove", "--force", moved);
        var abandoned = await InAsync(main, "ps", "--all");
        var doctor = await InAsync(main, "doctor");
        Assert.That(abandoned.Error, Does.Contain($"the folder '{moved}' is not there any more"), abandoned.ToString());
        Assert.That(doctor.Out + doctor.Error, Does.Contain($"portorch down --project '{moved}'"), doctor.ToString());
        Assert.That((await InAsync(main, "ps", "--project", "shop/one", "--json")).Json["root"]!.ToString(), Is.EqualTo(moved));
        Assert.That((await InAsync(main, "down", "--project", moved)).Out, Does.Contain("Stopped 1 service: web."));
        var prune = await InAsync(main, "port", "prune");
        var left = await InAsync(main, "down");
        Assert.That(prune.Out + prune.Error, Does.Contain("Collected 1 port"), prune.ToString());
        Assert.That(left.Error, Does.Contain("left running: db: used by shop (two)"), left.ToString());
        Assert.That((await InAsync(two, "down")).Out, Does.Contain("web, db"));
        await NothingIsLeftAsync();
    }

    private static object Auto() => new { @default = new { mode = "auto" } };

    private static void Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var error = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero, error);
    }

    private async Task<CliRun> InAsync(string folder, params string[] arguments)
    {
        var run = await RunInAsync(folder, arguments);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        return run;
    }

    private async Task<JsonNode> PsInAsync(string folder) => (await InAsync(folder, "ps", "--json")).Json;

    private static string Environ(int pid) => File.ReadAllText($"/proc/{pid}/environ").Replace('\0', '\n');
}
