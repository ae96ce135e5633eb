using System.Diagnostics;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Processes;

internal sealed class PlainCommandTests
{
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["PORT"] = "8080",
        ["NAME"] = "a b",
        ["EMPTY"] = "",
        ["STAR"] = "*",
        ["HOST"] = "db-1.local",
        ["PATH"] = "/usr/bin:/bin",
    };

    [TestCase("redis-server --port $PORT", "redis-server|--port|8080")]
    [TestCase("  exec '/my tool' -p ${PORT}\t--host=x", "/my tool|-p|8080|--host=x")]
    [TestCase("  exec '/my tool' -p ${PORT}\t--host $HOST:1 ", "/my tool|-p|8080|--host|db-1.local:1")]
    [TestCase("node \"$NAME\" \"$EMPTY\" \"it's\"", "node|a b||it's")]
    [TestCase("web 'single $PORT \"x\"'pre\"$PORT\"", "web|single $PORT \"x\"pre8080")]
    [TestCase("web ''", "web|")]
    [TestCase("web $NAME", null)]
    [TestCase("web $EMPTY", null)]
    [TestCase("web $STAR", null)]
    [TestCase("web $UNKNOWN", null)]
    [TestCase("web \"$UNKNOWN\"", "web|")]
    [TestCase("web ${PORT:-80}", null)]
    [TestCase("web $$", null)]
    [TestCase("web $1", null)]
    [TestCase("web $", null)]
    [TestCase("web 'open", null)]
    [TestCase("web \"open", null)]
    [TestCase("web \"a\\\"b\"", null)]
    [TestCase("web \"`id`\"", null)]
    [TestCase("web; id", null)]
    [TestCase("web & id", null)]
    [TestCase("web | id", null)]
    [TestCase("web > out", null)]
    [TestCase("web 2>&1", null)]
    [TestCase("web *.js", null)]
    [TestCase("web ~/x", null)]
    [TestCase("web # no", null)]
    [TestCase("A=1 web", null)]
    [TestCase("web --port=$PORT A=1", "web|--port=8080|A=1")]
    [TestCase("exec A=1 web", null)]
    [TestCase("web\nid", null)]
    [TestCase("cd x", null)]
    [TestCase("exec", null)]
    [TestCase("exec -a name web", null)]
    [TestCase("echo x", null)]
    [TestCase("'echo' x", null)]
    [TestCase("if", null)]
    [TestCase("", null)]
    [TestCase("   ", null)]
    public void TryParse_Text_GivesTheWordsOrLeavesItToTheShell(string text, string? expected)
    {
        var isPlain = PlainCommand.TryParse(text, Variables, out var words);

        Assert.That(isPlain ? string.Join('|', words!) : null, Is.EqualTo(expected));
    }

    [Test]
    [CancelAfter(60_000)]
    public void TryParse_MadeUpTexts_AreReadAsTheShellReadsThem([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        string[] pieces = ["a", "b/c", " ", "\t", "'", "\"", "$PORT", "${NAME}", "$EMPTY", "$STAR", "x.y", "-", "é", "$HOST", "''", "\"$NAME\"", ":", "@", "="];
        var read = 0;
        for (var i = 0; i < 300; i++)
        {
            var text = "printenv0 " + string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!PlainCommand.TryParse(text, Variables, out var words)) continue;
            read++;
            Assert.That(OfTheShell(text), Is.EqualTo(words.Skip(1)), text);
        }

        Assert.That(read, Is.GreaterThan(30));
    }

    [Test]
    public void WithoutShell_WordThatIsNoProgram_StaysWithTheShell()
    {
        var request = new LaunchRequest { Arguments = ["sh", "-c", "no-such-program x"], WorkingDirectory = "/", Environment = Variables };

        Assert.That(PlainCommand.WithoutShell(request), Is.SameAs(request));
    }

    [Test]
    [Platform("Linux")]
    public void WithoutShell_Program_IsRunItselfAndToldItsFolder()
    {
        var environment = new Dictionary<string, string>(Variables, StringComparer.Ordinal) { ["PWD"] = "/elsewhere" };
        var request = new LaunchRequest { Arguments = ["sh", "-c", "exec sleep $PORT"], WorkingDirectory = "/tmp", Environment = environment };

        var direct = PlainCommand.WithoutShell(request);

        Assert.That(direct.Arguments, Is.EqualTo(new[] { "sleep", "8080" }));
        Assert.That(direct.Environment["PWD"], Is.EqualTo("/tmp"));
    }

    [Test]
    [Platform("Linux")]
    public void WithoutShell_TextFileWithoutInterpreter_StaysWithTheShell()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("plain-").FullName, "script");
        File.WriteAllText(file, "echo hello\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var request = new LaunchRequest { Arguments = ["sh", "-c", file], WorkingDirectory = "/", Environment = Variables };

        Assert.That(PlainCommand.WithoutShell(request), Is.SameAs(request));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    // The shell's own words for the same text: everything behind the program, each ended by a NUL.
    private static string[] OfTheShell(string text)
    {
        var start = new ProcessStartInfo("sh", ["-c", "printenv0() { for word; do printf '%s\\0' \"$word\"; done; }\n" + text]) { RedirectStandardOutput = true };
        start.Environment.Clear();
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output.Length == 0 ? [] : output[..^1].Split('\0');
    }
}
