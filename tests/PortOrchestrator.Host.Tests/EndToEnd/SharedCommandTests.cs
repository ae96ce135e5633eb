using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Commands about a shared service reach the supervisor that runs it, whichever checkout they are given in.</summary>
[CancelAfter(120_000)]
public sealed class SharedCommandTests : EndToEndFixture
{
    private const string Talking = """
        trap 'echo heard' USR1
        echo begun
        while :; do
          read line || { sleep 0.05; continue; }
          echo "got $line"
        done
        """;

    [TestCase("machine")]
    [TestCase("project")]
    public async Task SignalKeysAndAttach_FromACheckoutThatFollows_ReachTheService(string scope)
    {
        var db = new { name = "db", scope, tier = 1, start_command = new[] { "sh", "-c", Talking }, tty = true };
        var (shop, other) = scope == "machine" ? (WriteProjectIn("shop", db), WriteProjectIn("blog", db)) : Worktrees(db);
        await ExpectInAsync(shop, 0, "up", "-d");
        await ExpectInAsync(other, 0, "up", "-d");
        await LogHas("begun");

        await ExpectInAsync(other, 0, "signal", "db", "USR1");
        await LogHas("heard");
        await ExpectInAsync(other, 0, "send-keys", "db", "from the other", "Enter");
        await LogHas("got from the other");
        await using var shell = new TerminalRun(["sh", "-c", $"{Program} attach db; echo \"code $?\""], other, Environment(), TerminalSize.Standard);
        await Until(() => shell.Shown.Contains("got from the other", StringComparison.Ordinal), () => shell.Shown, seconds: 60);
        await shell.TypeAsync("attached\r");
        await Until(() => shell.Shown.Contains("got attached", StringComparison.Ordinal), () => shell.Shown, seconds: 60);
        await shell.TypeAsync("\u001d");

        Assert.That(await shell.EndAsync(), Is.Zero, shell.Shown);
        Assert.That(shell.Shown, Does.Contain("Detached from 'db'").And.Contain("code 0"));
        await ExpectInAsync(shop, 0, "signal", "db", "USR1");
    }

    private (string Main, string Other) Worktrees(object service)
    {
        var main = WriteProjectIn("shop", service);
        var other = Path.Combine(Folder, "other");
        Git(main, "init", "-q");
        Git(main, "add", ".");
        Git(main, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x");
        Git(main, "worktree", "add", "-q", other);
        return (main, other);
    }

    private Dictionary<string, string> Environment() => new(Variables)
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH")!,
        ["DOTNET_ROOT"] = System.Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "/usr/share/dotnet",
        ["NO_COLOR"] = "1",
        ["TERM"] = "xterm",
    };

    private Task LogHas(string text) => Until(() => Log().Contains(text, StringComparison.Ordinal), () => $"no '{text}' in:\n{Log()}", seconds: 60);

    private string Log() => string.Concat(Directory.EnumerateFiles(StateFolder, "db.log", SearchOption.AllDirectories).Select(File.ReadAllText));

    private static void Git(string folder, params string[] arguments)
    {
        using var git = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var error = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero, error);
    }
}
