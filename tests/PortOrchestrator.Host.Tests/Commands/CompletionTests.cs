using System.Diagnostics;
using NSubstitute;

namespace PortOrchestrator.Host.Tests.Commands;

[CancelAfter(30_000)]
public class CompletionTests
{
    private CommandRun _run = null!;

    [SetUp]
    public void SetUp()
    {
        _run = new CommandRun();
        var api = Given.Definition("api") with { Description = "The interface", Namespaces = ["back"] };
        var copies = Enumerable.Range(0, 2).Select(i => Given.Definition($"worker-{i}") with { ReplicaOf = "worker", Replica = i, Namespaces = ["jobs"] });
        _run.Session.LoadAsync(default).ReturnsForAnyArgs(Given.Configuration([api, .. copies]));
        _run.Registry.ListCheckoutsAsync(default).ReturnsForAnyArgs([Given.Project]);
    }

    [TestCase("re", "restart reload")]
    [TestCase("comp", "completion")]
    [TestCase("port al", "allocate")]
    [TestCase("nonsense x", "")]
    [TestCase("up --no", "--no-wait --no-deps")]
    [TestCase("up --no-wait --no", "--no-deps")]
    [TestCase("up --namespace back --name", "--namespace")]
    [TestCase("up ", "worker api worker-0 worker-1")]
    [TestCase("up api ", "worker worker-0 worker-1")]
    [TestCase("up -d w", "worker worker-0 worker-1")]
    [TestCase("up --timeout 5 a", "api")]
    [TestCase("up --timeout ", "")]
    [TestCase("up -n ", "back jobs")]
    [TestCase("up --namespace j", "jobs")]
    [TestCase("env a", "api")]
    [TestCase("env api ", "")]
    [TestCase("scale w", "worker worker-0 worker-1")]
    [TestCase("scale worker ", "")]
    [TestCase("run api -- a", ":files")]
    [TestCase("graph --format ", "tree mermaid json")]
    [TestCase("graph --format=m", "--format=mermaid")]
    [TestCase("wait --for c", "completed")]
    [TestCase("convert --to p", "project-services process-compose")]
    [TestCase("port export --format d", "dotenv")]
    [TestCase("completion ", "bash zsh fish pwsh")]
    [TestCase("--project ", "shop :files")]
    [TestCase("logs --file ", ":files")]
    [TestCase("convert -o ", ":files")]
    public async Task Complete_Line_OffersWhatMayCome(string line, string expected)
    {
        Assert.That(await _run.RunAsync(["complete", "--", .. line.Split(' ')]), Is.Zero);
        Assert.That(Values(), Is.EqualTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.That(_run.Terminal.ErrorText, Is.Empty);
    }

    [Test]
    public async Task Complete_Candidates_AreDescribed()
    {
        await _run.RunAsync("complete", "--", "up", "a");
        Assert.That(_run.Terminal.OutText, Is.EqualTo("api\tThe interface\n"));
    }

    [Test]
    public async Task Complete_WordsBefore_SayWhichProject()
    {
        await _run.RunAsync("complete", "--", "up", "--project", "/srv/shop", "-f", "a.yaml", "");
        await _run.Factory.Received().OpenProjectAsync(
            Arg.Is<OrchestratorOptions>(o => o.Project == "/srv/shop" && o.Files.Single() == "a.yaml"), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Complete_ProjectThatCannotBeOpened_IsSilent()
    {
        _run.OpenThrows(new PortOrchestratorException(ErrorCode.ProjectNotFound, "Nothing."));
        Assert.That(await _run.RunAsync("complete", "--", "up", ""), Is.Zero);
        Assert.That(_run.Terminal.OutText + _run.Terminal.ErrorText, Is.Empty);
    }

    [Test]
    public async Task Completion_UnknownShell_IsWrongUsage()
    {
        Assert.That(await _run.RunAsync("completion", "csh"), Is.EqualTo(2));
        Assert.That(_run.Terminal.ErrorText, Does.Contain("bash, zsh, fish, pwsh"));
    }

    // A shell that is there reads its script and completes; the program is a stand-in that prints what it was asked.
    [TestCase("bash", "source \"$1\"; COMP_WORDS=(\"$2\" up 'a b' ''); COMP_CWORD=3; _portorch \"$2\"; printf '%s\\n' \"${COMPREPLY[@]}\"")]
    [TestCase("zsh", "compdef() { :; }; _describe() { print -rl -- \"${(@)candidates}\"; }; source \"$1\"; words=(\"$2\" up 'a b' ''); CURRENT=4; _portorch")]
    [TestCase("fish", "source $argv[1]; complete -C \"$argv[2] up 'a b' \"")]
    [Platform("Unix")]
    public async Task Script_RealShell_AsksTheProgramForTheWords(string shell, string test)
    {
        if (!IsInstalled(shell)) Assert.Ignore($"There is no {shell} here.");
        var folder = Directory.CreateTempSubdirectory("portorch-completion-").FullName;
        try
        {
            await _run.RunAsync("completion", shell);
            var script = Path.Combine(folder, "script");
            await File.WriteAllTextAsync(script, _run.Terminal.OutText);
            var program = Path.Combine(folder, "portorch");
            await File.WriteAllTextAsync(program, "#!/bin/sh\nprintf 'n%s\\tdescribed\\n' \"$#\"\nfor w in \"$@\"; do printf '<%s>\\n' \"$w\"; done\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            string[] arguments = shell == "fish" ? ["-c", test, script, program] : ["-c", test, shell, script, program];
            var start = new ProcessStartInfo(shell, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PATH"] = folder + ":" + start.Environment["PATH"];
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.That(await errors, Is.Empty);
            Assert.That(output, Does.Contain("n5").And.Contain("complete").And.Contain("--").And.Contain("up").And.Match("a.? b"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, program)));

    private IEnumerable<string> Values() => _run.Terminal.OutText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')[0]);
}
