using System.Diagnostics;
using PortOrchestrator.Host.Commands.Session;

namespace PortOrchestrator.Host.Tests.Commands.Session;

[Platform("Linux")]
[CancelAfter(60_000)]
internal sealed class AgentEnvironmentFileTests
{
    private string _folder = "";

    private string FileName => Path.Combine(_folder, "env.sh");

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("portorch-env-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Append_Twice_IsThereOnce()
    {
        KeyValuePair<string, string>[] variables = [new("PORTORCH_PROJECT", "shop"), new("WEB_PORT", "8000")];
        File.WriteAllText(FileName, "export OTHER='1'");

        Assert.That(AgentEnvironmentFile.Append(FileName, variables), Is.Null);
        Assert.That(AgentEnvironmentFile.Append(FileName, variables), Is.Null);

        Assert.That(File.ReadAllText(FileName), Is.EqualTo("export OTHER='1'\nexport PORTORCH_PROJECT='shop'\nexport WEB_PORT='8000'\n"));
    }

    [Test]
    public void Append_OtherValues_ComeLast()
    {
        AgentEnvironmentFile.Append(FileName, [new("PORTORCH_PROJECT", "shop"), new("WEB_PORT", "8000")]);
        AgentEnvironmentFile.Append(FileName, [new("PORTORCH_PROJECT", "shop"), new("WEB_PORT", "8001")]);
        AgentEnvironmentFile.Append(FileName, [new("PORTORCH_PROJECT", "shop"), new("WEB_PORT", "8000")]);

        Assert.That(Run("printf %s \"$WEB_PORT\""), Is.EqualTo("8000"));
    }

    [Test]
    public void Append_FileThatCannotBeWritten_SaysSo() =>
        Assert.That(AgentEnvironmentFile.Append(Path.Combine(_folder, "no", "such", "folder"), [new("A", "b")]), Does.Contain("CLAUDE_ENV_FILE"));

    [Test]
    public void Append_AnyValue_IsWhatTheShellReadsBack()
    {
        var random = new Random(20260303);
        const string Nasty = "'\"\\$`!*?[]{}()<>|&;#~ \t\n\rä€=%\u2018\u2019-";
        var values = Enumerable.Range(0, 200).Select(i => new KeyValuePair<string, string>(
            $"V{i}", new string([.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => random.Next(3) == 0 ? (char)random.Next(1, 0xD800) : Nasty[random.Next(Nasty.Length)])]))).ToList();

        Assert.That(AgentEnvironmentFile.Append(FileName, values), Is.Null);

        // A mark behind each value, since $(…) and lines would hide what is at its end.
        var read = Run(string.Join('\n', values.Select(v => $"printf '%s\\0' \"${v.Key}\""))).Split('\0')[..^1];
        Assert.That(read, Is.EqualTo(values.Select(v => v.Value)));
    }

    private string Run(string script)
    {
        var file = Path.Combine(_folder, "script.sh");
        File.WriteAllText(file, $". '{FileName}'\n{script}\n");
        using var shell = Process.Start(new ProcessStartInfo("sh", [file]) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }
}
