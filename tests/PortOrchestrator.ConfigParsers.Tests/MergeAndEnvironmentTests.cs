using PortOrchestrator.ConfigParsers.ProjectServices;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class MergeAndEnvironmentTests : ConfigurationFixture
{
    [Test]
    public async Task ReadAsync_TwoFiles_MergesByName()
    {
        var first = Temp.Write("a.json", """{ "services": [ { "name": "a", "start_command": "x", "tier": 1, "dependencies": ["c", "d"], "env": { "A": "1", "B": "1" } }, { "name": "c", "start_command": "x" } ] }""");
        var second = Temp.Write("sub/b.json", """{ "project_name": "p", "services": [ { "name": "a", "start_command": "y", "dependencies": ["e"], "env": { "B": "2" } }, { "name": "z", "start_command": "x" } ] }""");

        var result = await ReadFilesAsync(first, second);

        Assert.That(result.Diagnostics, Is.Empty);
        var project = result.Definition!;
        Assert.That(project.Services.Select(s => s.Name), Is.EqualTo(new[] { "a", "c", "z" }));
        var a = project.Services[0];
        Assert.Multiple(() =>
        {
            Assert.That((project.Name, a.StartCommand!.Text, a.Tier), Is.EqualTo(("p", "y", 1)));
            Assert.That(a.Dependencies.Select(d => d.Service), Is.EqualTo(new[] { "e" }));
            Assert.That(a.Environment, Is.EquivalentTo(new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" }));
            Assert.That(a.WorkingDirectory, Is.EqualTo(Temp.Path));
            Assert.That(project.Services[2].WorkingDirectory, Is.EqualTo(Path.Combine(Temp.Path, "sub")));
            Assert.That(project.Files, Is.EqualTo(new[] { first, second }));
        });
    }

    [Test]
    public async Task ReadAsync_EnvironmentFile_LiesUnderTheMap()
    {
        Temp.Write(".env", "# comment\nexport A=1\nB=two # rest\nC=\"x\\ny\"\nD='a # b'\nE=\n");

        var service = await ServiceAsync("\"env_file\": \".env\", \"env\": { \"A\": \"9\" }");

        Assert.That(service.Environment, Is.EquivalentTo(new Dictionary<string, string> { ["A"] = "9", ["B"] = "two", ["C"] = "x\ny", ["D"] = "a # b", ["E"] = "" }));
    }

    [Test]
    public async Task ReadAsync_BadLinesOfAnEnvironmentFile_AreAllTold()
    {
        Temp.Write(".env", "A=1\nnonsense\n=x\nB=\"open\nC=$A\n");

        var result = await ReadAsync("""{ "project_name": "p", "env_file": ".env", "services": [ { "name": "s", "start_command": "x" } ] }""");

        Assert.That(result.Diagnostics.Select(d => d.Code), Is.All.EqualTo(DiagnosticCodes.EnvironmentFile));
        Assert.That(
            result.Diagnostics.Select(d => d.Message[(d.Message.IndexOf(".env", StringComparison.Ordinal) + 5)..]),
            Is.EqualTo(new[] { "has no KEY=VALUE on line 2", "has no KEY=VALUE on line 3", "has a value of B without its closing quote on line 4" }));
    }

    [Test]
    public async Task ReadAsync_EveryPolicy_IsRead()
    {
        var service = await ServiceAsync("""
            "restart": { "policy": "always", "backoff_seconds": 0.5, "max_backoff_seconds": 2, "max_restarts": 3, "reset_after_seconds": 4, "with_dependency": true },
            "shutdown": { "signal": "SIGINT", "command": "bye", "timeout_seconds": 2.5 },
            "log": { "max_size_mb": 0.5, "max_files": 0, "separate_stderr": true },
            "liveness_probe": { "file": "alive", "initial_delay_seconds": 1, "period_seconds": 3, "timeout_seconds": 2, "success_threshold": 2, "failure_threshold": 4, "action": "report" }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(service.Restart, Is.EqualTo(new RestartDefinition
            {
                Policy = RestartPolicy.Always,
                IsExplicit = true,
                Backoff = TimeSpan.FromSeconds(0.5),
                MaxBackoff = TimeSpan.FromSeconds(2),
                MaxRestarts = 3,
                ResetAfter = TimeSpan.FromSeconds(4),
                WithDependency = true,
            }));
            Assert.That(service.Shutdown, Is.EqualTo(new ShutdownDefinition { Signal = "SIGINT", Command = CommandLine.Shell("bye"), Timeout = TimeSpan.FromSeconds(2.5) }));
            Assert.That(service.Log, Is.EqualTo(new LogDefinition { MaxSizeMegabytes = 0.5, MaxFiles = 0, SeparateStandardError = true }));
            Assert.That(service.Liveness! with { Location = null }, Is.EqualTo(new ProbeDefinition
            {
                Check = new FileCheck { Path = "alive" },
                InitialDelay = TimeSpan.FromSeconds(1),
                Period = TimeSpan.FromSeconds(3),
                Timeout = TimeSpan.FromSeconds(2),
                SuccessThreshold = 2,
                FailureThreshold = 4,
                Action = LivenessAction.Report,
            }));
        });
    }

    [TestCase("\"bash\"", "bash -c")]
    [TestCase("\"pwsh\"", "pwsh -Command")]
    [TestCase("\"bash -eu -c\"", "bash -eu -c")]
    [TestCase("[\"my shell\", \"-c\"]", "my shell -c")]
    public async Task ReadAsync_Shell_IsProgramAndArguments(string shell, string expected)
    {
        var result = await ReadAsync($"{{ \"shell\": {shell}, \"services\": [] }}");

        Assert.That(string.Join(' ', result.Definition!.Shell), Is.EqualTo(expected));
    }
}
