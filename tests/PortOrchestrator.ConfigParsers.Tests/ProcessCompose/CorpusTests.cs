using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

/// <summary>Files of the process-compose repository.</summary>
internal sealed class CorpusTests : ProcessComposeFixture
{
    private static string Corpus(string name) => Data(Path.Combine("process-compose", name));

    private Task<ConfigurationResult> LoadAsync(string folder, params string[] files) => new ConfigurationReader().ReadAsync(
        folder, [.. files.Select(Corpus)], Options with { Folder = folder });

    [TestCase("fixtures-code/process-compose-chain.yaml", 8)]
    [TestCase("fixtures-code/process-compose-non-circular.yaml", 2)]
    [TestCase("fixtures-code/process-compose-process-extends.yaml", 3)]
    [TestCase("fixtures-code/process-compose-transitive-dep.yaml", 3)]
    [TestCase("fixtures-code/process-compose-with-extends.yaml", 8)]
    [TestCase("fixtures-code/process-compose-with-log.yaml", 8)]
    [TestCase("fixtures/process-compose-chain-arrow.yaml", 8)]
    [TestCase("fixtures/process-compose-many-for-one.yaml", 8)]
    [TestCase("fixtures/process-compose-odd-then-even.yaml", 8)]
    [TestCase("issues/issue_120/process-compose.yaml", 1)]
    [TestCase("issues/issue_156/process-compose.yaml", 5)]
    [TestCase("issues/issue_274/process-compose.json", 6)]
    [TestCase("issues/issue_316/process-compose.yaml", 1)]
    [TestCase("issues/issue_420/compose.yaml", 3)]
    public async Task ReadAsync_File_HasNoErrors(string file, int services)
    {
        var result = await LoadAsync(Temp.Path, file);

        Assert.That(Errors(result), Is.Empty);
        Assert.That(result.Definition!.Services, Has.Count.EqualTo(services));
    }

    [Test]
    public async Task ReadAsync_Chain_DependsOnTheNextOne()
    {
        var project = (await LoadAsync(Temp.Path, "fixtures-code/process-compose-chain.yaml")).Definition!;

        Assert.That(
            project.Services.SelectMany(s => s.Dependencies.Select(d => (s.Name, d.Service, d.Condition))),
            Is.EqualTo(Enumerable.Range(1, 7).Select(i => ($"process{i}", $"process{i + 1}", DependencyCondition.CompletedSuccessfully))));
        Assert.That(project.Environment["ABC"], Is.EqualTo("222"));
        Assert.That(project.Services[2].Restart is { Policy: RestartPolicy.OnFailure, Backoff.TotalSeconds: 2 }, Is.True);
    }

    [Test]
    public async Task ReadAsync_EnvFile_CountsFromTheWorkingFolder()
    {
        Directory.CreateDirectory(Path.Combine(Temp.Path, "fixtures-code"));
        File.Copy(Corpus("fixtures-code/.env.test"), Path.Combine(Temp.Path, "fixtures-code", ".env.test"));

        var result = await LoadAsync(Temp.Folder("a/b"), "fixtures-code/process-compose-env-file.yaml");

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Definition!.Services[0].Environment["MY_NAME"], Is.EqualTo("Inigo_Montoya"));
        Assert.That(result.Definition.Services[0].StartCommand!.Text, Is.EqualTo("echo My name is $MY_NAME"));
    }

    [Test]
    public async Task ReadAsync_ProcessExtends_InheritsByTheRulesOfMerging()
    {
        var project = (await LoadAsync(Temp.Path, "fixtures-code/process-compose-process-extends.yaml")).Definition!;

        var (derived, top) = (project.Services[1], project.Services[2]);
        Assert.That(derived.Environment.Where(v => !v.Key.StartsWith("PC_")).Select(v => $"{v.Key}={v.Value}"), Is.EqualTo(new[] { "EXTRA=2", "FOO=override", "SHARED=base" }));
        Assert.That((derived.StartCommand!.Text, derived.WorkingDirectory, derived.Restart.Policy), Is.EqualTo(("echo base", "/tmp", RestartPolicy.Always)));
        Assert.That(top.StartCommand!.Text, Is.EqualTo("echo top"));
        Assert.That(top.Environment["FOO"], Is.EqualTo("override"));
    }

    [Test]
    public async Task ReadAsync_FileExtends_RootsTheFoldersOfTheBase()
    {
        var project = (await LoadAsync(Temp.Path, "fixtures-code/process-compose-with-extends.yaml")).Definition!;

        var folder = Path.GetDirectoryName(Corpus("fixtures-code/process-compose-chain.yaml"))!;
        Assert.That(project.Services[0].StartCommand!.Text, Is.EqualTo("echo extending"));
        Assert.That(
            project.Services.Take(3).Select(s => s.WorkingDirectory),
            Is.EqualTo(new[] { folder, "/tmp", Path.GetFullPath("../../", folder) }));
        Assert.That(project.Files.Select(Path.GetFileName), Is.EqualTo(new[] { "process-compose-chain.yaml", "process-compose-with-extends.yaml" }));
    }

    [Test]
    public async Task ReadAsync_LogLocations_AreOfTheProcessElseOfTheProject()
    {
        var project = (await LoadAsync(Temp.Path, "fixtures-code/process-compose-with-log.yaml")).Definition!;

        Assert.That(project.Services.Single(s => s.Name == "process6").Log.File?.Path, Is.EqualTo(Path.Combine(Temp.Path, "pc.proc6.log-test.log")));
        Assert.That(project.Services.Count(s => s.Log.File?.Path == Path.Combine(Temp.Path, "pc.log-test.log")), Is.EqualTo(7));
        Assert.That(project.Services[1].Dependencies.Single().Condition, Is.EqualTo(DependencyCondition.Completed));
    }

    [Test]
    public async Task ReadAsync_Issue120_RendersTheTemplate() => Assert.That(
        (await LoadAsync(Temp.Path, "issues/issue_120/process-compose.yaml")).Definition!.Services[0].StartCommand!.Text, Is.EqualTo("echo 5 > /tmp/output"));

    [Test]
    public async Task ReadAsync_Issue156_FoldsTextsAsYamlDoes()
    {
        var project = (await LoadAsync(Temp.Path, "issues/issue_156/process-compose.yaml")).Definition!;

        Assert.That(project.Services.Select(s => s.StartCommand!.Text), Is.EqualTo(new[]
        {
            "echo 1 && echo 2\necho 3\n", "echo 4\necho 5\n", "echo 6 && echo 7\necho 8", "echo 8 && echo 9\necho 10", "echo 11 && echo 12\necho 13",
        }));
    }

    [Test]
    public async Task ReadAsync_Issue177_FalseDoesNotEnable()
    {
        var result = await LoadAsync(Temp.Path, "issues/issue_177/process-compose.yml", "issues/issue_177/process-compose.override.yml");

        var test = result.Definition!.Services[0];
        Assert.That((test.Disabled, test.StartCommand!.Text), Is.EqualTo((true, "echo bar")));
        var warning = result.Diagnostics.Single(d => d.Code == DiagnosticCodes.Merge);
        Assert.That(warning is { Severity: DiagnosticSeverity.Warning, Location.Line: 3, Hint: "write is_disabled: \"false\"" }, Is.True);
    }

    [Test]
    public async Task ReadAsync_Issue177WithTheText_Enables()
    {
        var later = Temp.Write("later.yaml", "processes: {test: {is_disabled: \"false\"}}");

        var result = await new ConfigurationReader().ReadAsync(Temp.Path, [Corpus("issues/issue_177/process-compose.yml"), later], Options);

        Assert.That(result.Definition!.Services[0].Disabled, Is.False);
    }

    [Test]
    public async Task ReadAsync_Issue274_ReadsJsonAndNamespacesWithDots()
    {
        var project = (await LoadAsync(Temp.Path, "issues/issue_274/process-compose.json")).Definition!;

        Assert.That(project.Services.Where(s => s.Namespaces.Contains("mysql.mysql")).Select(s => s.Name), Is.EqualTo(new[] { "mysql", "mysql-configure" }));
        Assert.That(project.Shell, Is.EqualTo(new[] { "/bin/bash", "-c" }));
        Assert.That(project.Services[2].Readiness is { Check: ExecCheck { Command.Text: "echo mysql" }, Timeout.TotalSeconds: 4, FailureThreshold: 5 }, Is.True);
    }

    [Test]
    [Platform("Unix")]
    [CancelAfter(60_000)]
    public async Task ReadAsync_Issue316_GivesTheCommandsResultToTheProcess(CancellationToken cancellationToken)
    {
        var project = (await new ConfigurationReader().ReadAsync(
            Temp.Path, [Corpus("issues/issue_316/process-compose.yaml")], Options with { RunCommands = true }, cancellationToken)).Definition!;

        Assert.That(project.Environment["HI"], Is.EqualTo("Hello"));
        Assert.That(project.Services[0].Liveness!.Check, Is.EqualTo(new ExecCheck { Command = CommandLine.Shell("echo ${HI} there > test.txt") }));
    }

    [Test]
    public async Task ReadAsync_Issue420_GivesEveryCopyItsOwn()
    {
        var project = (await LoadAsync(Temp.Path, "issues/issue_420/compose.yaml")).Definition!;

        Assert.That(
            project.Services.Select(s => (s.Name, s.ReplicaOf, s.Replica, s.Environment["REPL"], s.Log.File!.Path)),
            Is.EqualTo(Enumerable.Range(0, 3).Select(i => ($"test-{i}", "test", (int?)i, $"{i}", Path.Combine(Temp.Path, $"test.log.{i}")))));
    }
}
