using PortOrchestrator.PowerShell.Output;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>What a project is read with, shown as and converted to, from a PowerShell session.</summary>
[NonParallelizable]
[CancelAfter(60_000)]
internal sealed class ConversionTests
{
    private const string Compose = """
        name: shop
        processes:
          db: {command: serve db, namespace: back}
          web: {command: "serve ${STAGE:-none}", namespace: front, depends_on: {db: {condition: process_started}}}
          job: {command: once, is_foreground: true}
        """;

    private Shell _shell = null!;

    [SetUp]
    public void SetUp()
    {
        _shell = new Shell();
        _shell.Write("process-compose.yaml", Compose);
    }

    [TearDown]
    public void TearDown() => _shell.Dispose();

    [Test]
    public void ConvertTo_BothWays_GivesTheSameServices()
    {
        var own = _shell.Run("ConvertTo-ProjectConfiguration ProjectServices");
        Assert.That(own.Errors, Is.Empty);
        Assert.That(own.Warnings, Has.Some.Contains("'job'"));
        _shell.Write("there/.project-services.json", (string)own.Output.Single().BaseObject);

        var back = _shell.Run("ConvertTo-ProjectConfiguration -To ProcessCompose -LiteralPath there");
        Assert.That((string)back.Output.Single().BaseObject, Does.Contain("command: serve db").And.Contain("process_started"));
        Assert.That(Directory.Exists(_shell.Home), Is.False);
    }

    [Test]
    public void ConvertTo_OutFile_IsWrittenOnceAndNotWithWhatIf()
    {
        var file = Path.Combine(_shell.Project, "sub", "new.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Assert.That(_shell.Run("ConvertTo-ProjectConfiguration ProjectServices -OutFile sub/new.json -WhatIf").Output, Is.Empty);
        Assert.That(File.Exists(file), Is.False);
        _shell.Runspace.SessionStateProxy.Path.SetLocation(Path.GetDirectoryName(file));
        Assert.That(_shell.Run("ConvertTo-ProjectConfiguration ProjectServices new.json").Output, Is.Empty);
        _shell.Runspace.SessionStateProxy.Path.SetLocation(_shell.Project);
        Assert.That(File.ReadAllText(file), Does.StartWith("{").And.Contain("serve db"));

        var again = _shell.Run("ConvertTo-ProjectConfiguration ProjectServices -OutFile sub/new.json");
        Assert.That(again.Terminating?.FullyQualifiedErrorId, Does.StartWith("InvalidArgument,"));
        Assert.That(again.Terminating?.ToString(), Does.Contain(file).And.Contain("-OutFile"));
    }

    [Test]
    public void EnvFile_Named_IsReadInsteadOfTheStandardOne()
    {
        _shell.Write(".env", "STAGE=dot\n");
        _shell.Write("sub/own.env", "STAGE=own\n");
        Assert.That(Command("Get-ProjectConfiguration"), Is.EqualTo("serve dot"));
        Assert.That(Command("Get-ProjectConfiguration -EnvFile sub/own.env"), Is.EqualTo("serve own"));
        var missing = (ProjectConfiguration)_shell.Run("Get-ProjectConfiguration -EnvFile none.env").Output.Single().BaseObject;
        Assert.That(missing.IsValid, Is.False);

        string? Command(string script) =>
            ((ProjectConfiguration)_shell.Run(script).Output.Single().BaseObject).Services.Single(s => s.Name == "web").StartCommand?.ToString();
    }

    [TestCase("-Namespace back", "db")]
    [TestCase("-Namespace front", "db web")]
    [TestCase("-Namespace front -NoDependency", "web")]
    [TestCase("-Namespace front, default web", "db web")]
    [TestCase("web -NoDeps", "web")]
    public void Graph_Selection_IsThatOfAStart(string arguments, string expected)
    {
        var nodes = _shell.Run($"Get-ProjectServiceGraph {arguments}").Output.Select(o => ((ServiceGraphNode)o.BaseObject).Name);
        Assert.That(string.Join(' ', nodes), Is.EqualTo(expected));
        Assert.That(_shell.Run($"Start-ProjectServices {arguments} -WhatIf").Errors, Is.Empty);
    }

    [Test]
    public void Namespace_ThatNoServiceHas_IsAnErrorThatNamesThem()
    {
        var error = _shell.Run("Get-ProjectServiceGraph -Namespace fornt").Terminating;
        Assert.That(error?.FullyQualifiedErrorId, Does.StartWith("ServiceNotFound,"));
        Assert.That(error?.ToString(), Does.Contain("'fornt'").And.Contain("back, default, front"));
    }

    [TestCase("Tree", "after db is started")]
    [TestCase("Mermaid", "flowchart LR")]
    [TestCase("Json", "\"nodes\"")]
    public void Graph_Format_IsOneText(string format, string expected) =>
        Assert.That((string)_shell.Run($"Get-ProjectServiceGraph -Format {format}").Output.Single().BaseObject, Does.Contain(expected));

    [Test]
    public void Environment_Service_IsExact()
    {
        _shell.Write("process-compose.yaml", "processes: {web: {command: serve, environment: [DB_PASSWORD=hush, STAGE=dev]}}");
        var found = (ServiceStartInfo)_shell.Run("Get-ProjectServiceEnvironment w*").Output.Single().BaseObject;
        Assert.That(found.Command, Is.EqualTo(new[] { "bash", "-c", "serve" }));
        Assert.That((found.WorkingDirectory, found.Environment["DB_PASSWORD"]), Is.EqualTo((_shell.Project, "hush")));
        Assert.That(_shell.Run("Get-ProjectServiceEnvironment nope").Errors.Single().FullyQualifiedErrorId, Does.StartWith("ServiceNotFound,"));
    }

    [Test]
    public void Invoke_WhatIf_RunsAndChangesNothing()
    {
        _shell.Write("process-compose.yaml", "processes: {job: {command: 'touch ran'}}");
        var result = _shell.Run("Invoke-ProjectService job -WhatIf");
        Assert.That(result.Terminating, Is.Null, $"{result.Terminating}");
        Assert.That(File.Exists(Path.Combine(_shell.Project, "ran")), Is.False);
        Assert.That(Directory.Exists(_shell.Home), Is.False);
        Assert.That(_shell.Run("Invoke-ProjectService nope").Terminating?.FullyQualifiedErrorId, Does.StartWith("ServiceNotFound,"));
    }

    [Test]
    public void Completion_Namespace_OffersThoseOfTheConfiguration() =>
        Assert.That(() => Complete("Start-ProjectServices -Namespace "), Is.EqualTo(new[] { "back", "front", "default" }).After(20_000, 100));

    private List<string> Complete(string line)
    {
        using var shell = _shell.Create();
        return [.. System.Management.Automation.CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(m => m.CompletionText)];
    }
}
