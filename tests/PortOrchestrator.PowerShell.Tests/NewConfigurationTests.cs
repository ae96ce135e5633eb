using PortOrchestrator.PowerShell.Output;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>A first configuration, from a PowerShell session.</summary>
[NonParallelizable]
[CancelAfter(60_000)]
internal sealed class NewConfigurationTests
{
    private Shell _shell = null!;

    [SetUp]
    public void SetUp()
    {
        _shell = new Shell();
        _shell.Write("package.json", """{ "name": "web", "scripts": { "dev": "vite" } }""");
        _shell.Write("go/go.mod", "module x\n");
        _shell.Write("go/main.go", "package main\n");
    }

    [TearDown]
    public void TearDown() => _shell.Dispose();

    [Test]
    public void New_Project_WritesTheFileAndTellsWhereEachServiceWasFound()
    {
        var found = _shell.Run("New-ProjectConfiguration").Output.Select(o => (DetectedProjectService)o.BaseObject).ToList();

        Assert.That(found.Select(f => (f.Name, f.Enabled, f.Evidence)), Is.EqualTo(new[] { ("web", true, "package.json:1 (scripts.dev)"), ("go", false, "go/go.mod") }));
        Assert.That(found[1].Reason, Is.Not.Empty);
        Assert.That((bool)_shell.Run("Test-ProjectConfiguration").Output.Single().BaseObject);
        Assert.That(Directory.Exists(_shell.Home), Is.False);
    }

    [Test]
    public void New_FileThatExists_IsReplacedOnlyByForce()
    {
        var file = _shell.Write(".project-services.yaml", "services: []\n");

        var refused = _shell.Run("New-ProjectConfiguration Yaml");
        Assert.That(refused.Terminating?.FullyQualifiedErrorId, Does.StartWith("InvalidArgument,"));
        Assert.That(refused.Terminating?.ToString(), Does.Contain("-Force"));

        Assert.That(_shell.Run("New-ProjectConfiguration -Format Yaml -Force").Terminating, Is.Null);
        Assert.That(File.ReadAllText(file), Does.Contain("name: web"));
    }

    [Test]
    public void New_WhatIf_FindsAndWritesNothing()
    {
        Assert.That(_shell.Run("New-ProjectConfiguration -OutFile sub.json -WhatIf").Output, Has.Count.EqualTo(2));
        Assert.That(Directory.GetFiles(_shell.Project, "*.json").Select(Path.GetFileName), Is.EqualTo(new[] { "package.json" }));
    }

    [Test]
    public void Start_WithoutConfiguration_SaysWhatWasDetectedAndStartsNothing()
    {
        var error = _shell.Run("Start-ProjectServices").Terminating;

        Assert.That(error?.FullyQualifiedErrorId, Does.StartWith("ConfigurationNotFound,"));
        Assert.That(error?.ToString(), Does.Contain("web (package.json)").And.Contain("New-ProjectConfiguration"));
    }
}
