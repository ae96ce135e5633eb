using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>What only a process shows in which nothing of the module was loaded before.</summary>
[CancelAfter(180_000)]
internal sealed class FreshProcessTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("po-fresh-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Import_Time_IsShort()
    {
        var times = Enumerable.Range(0, 5)
            .Select(_ => ChildProcess.RunScript("Import-Module $args[0]; $Clock.Elapsed.TotalMilliseconds", ModuleLayout.Manifest))
            .Select(run => double.Parse(run.Lines.Single(), CultureInfo.InvariantCulture))
            .ToList();

        TestContext.Out.WriteLine($"import: {string.Join(", ", times.Order().Select(t => t.ToString("0", CultureInfo.InvariantCulture)))} ms");
        // Half of it is the engine's own first import; the machine may be busy, which the fastest of a few shows least.
        Assert.That(times.Min(), Is.LessThan(300));
    }

    [Test]
    public void Import_Assemblies_AreTheModulesOwnTwo()
    {
        var run = ChildProcess.RunScript(
            "Import-Module $args[0]; foreach ($a in [AppDomain]::CurrentDomain.GetAssemblies()) { $a.GetName().Name }", ModuleLayout.Manifest);

        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Errors, Is.Empty);
        Assert.That(run.Lines.Where(n => n.StartsWith("PortOrchestrator", StringComparison.Ordinal)), Is.SubsetOf(new[] { "PortOrchestrator.PowerShell", "PortOrchestrator.Abstractions" }));
        Assert.That(run.Lines.Where(n => n is "Microsoft.Data.Sqlite" or "YamlDotNet" or "CliWrap" || n.StartsWith("SQLitePCLRaw", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Commands_AnotherModuleBroughtOtherVersions_UseTheirOwn()
    {
        var foreign = new[] { "YamlDotNet", "Microsoft.Data.Sqlite", "SQLitePCLRaw.core", "CliWrap" }.Select(Counterfeit).ToList();
        File.WriteAllText(Path.Combine(_folder, ".project-services.yaml"), "project_name: shop\nservices:\n  - { name: api, start_command: sleep 1 }\n");

        var run = ChildProcess.RunScript(
            """
            foreach ($file in $args[2..5]) { $null = [Reflection.Assembly]::LoadFrom($file) }
            $env:PORTORCHESTRATOR_HOME = "$($args[1])/state"
            Import-Module $args[0]
            (Get-ProjectConfiguration -LiteralPath $args[1]).Services.Name
            $port = (New-PortAllocation api -LiteralPath $args[1]).Port
            (Get-PortAllocation -Port $port).Service
            """,
            [ModuleLayout.Manifest, _folder, .. foreign]);

        Assert.That(run.Errors, Is.Empty);
        Assert.That(run.Lines, Is.EqualTo(new[] { "api", "api" }));
    }

    [TestCase("Stop-ProjectServices -Confirm:$false")]
    [TestCase("Start-ProjectServices -Confirm")]
    public void Confirm_NobodyToAnswer_NeverHangs(string command)
    {
        File.WriteAllText(Path.Combine(_folder, ".project-services.json"), """{ "services": [ { "name": "api", "start_command": "sleep 60" } ] }""");

        var run = ChildProcess.RunScript(
            $"$env:PORTORCHESTRATOR_HOME = \"$($args[1])/state\"; Import-Module $args[0]; {command} -LiteralPath $args[1]", ModuleLayout.Manifest, _folder);

        // Asking without anybody there is refused by PowerShell itself.
        Assert.That(run.ExitCode, Is.EqualTo(command.EndsWith("-Confirm", StringComparison.Ordinal) ? 1 : 0), run.Errors);
        Assert.That(Directory.Exists(Path.Combine(_folder, "state", "run")), Is.False);
    }

    [Test]
    public void Import_CultureThatWritesNumbersOtherwise_ChangesNothing()
    {
        var run = ChildProcess.RunScript(
            """
            [Globalization.CultureInfo]::CurrentCulture = [Globalization.CultureInfo]::new('tr-TR')
            $env:PORTORCHESTRATOR_HOME = "$($args[1])/state"
            Import-Module $args[0]
            $null = New-PortAllocation INFO -LiteralPath $args[1] -Range 21100-21199
            (Get-PortAllocation info -LiteralPath $args[1]).Service
            (Get-Help Get-PortOwner).Name
            """,
            ModuleLayout.Manifest,
            _folder);

        Assert.That(run.Errors, Is.Empty);
        Assert.That(run.Lines, Is.EqualTo(new[] { "INFO", "Get-PortOwner" }));
    }

    /// <summary>An empty assembly of a well-known name: whoever gets it instead of the real one fails.</summary>
    private string Counterfeit(string name)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0, 0, 0) }, typeof(object).Assembly);
        assembly.DefineDynamicModule(name);
        var file = Path.Combine(_folder, name + ".dll");
        assembly.Save(file);
        return file;
    }
}
