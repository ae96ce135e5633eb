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
        // A shell has imported other modules before: what the engine does for its first one is not ours.
        var blank = Path.Combine(_folder, "Blank.psd1");
        File.WriteAllText(blank, "@{ ModuleVersion = '1.0'; FunctionsToExport = @(); CmdletsToExport = @() }");
        const string Script = """
            Import-Module $args[1]
            $process = [Diagnostics.Process]::GetCurrentProcess()
            $cpu = $process.TotalProcessorTime
            $wall = $Clock.Elapsed
            Import-Module $args[0]
            $wall = $Clock.Elapsed - $wall
            $process.Refresh()
            ($process.TotalProcessorTime - $cpu).TotalMilliseconds
            $wall.TotalMilliseconds
            """;

        var times = Enumerable.Range(0, 5)
            .Select(_ => ChildProcess.RunScript(Script, ModuleLayout.Manifest, blank).Lines.Select(l => double.Parse(l, CultureInfo.InvariantCulture)).ToList())
            .ToList();

        foreach (var time in times) TestContext.Out.WriteLine($"import: {time[0]:0} ms of processor time in {time[1]:0} ms");
        // Processor time, since other work on the machine lengthens the rest.
        Assert.That(times.Select(t => t[0]).Order().ElementAt(times.Count / 2), Is.LessThan(150));
    }

    [Test]
    public void Import_Assemblies_AreTheModulesOwnTwo()
    {
        var run = ChildProcess.RunScript(
            "Import-Module $args[0]; foreach ($a in [AppDomain]::CurrentDomain.GetAssemblies()) { $a.GetName().Name }", ModuleLayout.Manifest);

        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Errors, Is.Empty);
        Assert.That(run.Lines.Where(n => n.StartsWith("PortOrchestrator", StringComparison.Ordinal)), Is.SubsetOf(new[] { "PortOrchestrator.PowerShell", "PortOrchestrator.Abstractions" }));
        Assert.That(run.Lines.Where(n => n is "Microsoft.Data.Sqlite" or "YamlDotNet" or "Cronos" or "CliWrap" || n.StartsWith("SQLitePCLRaw", StringComparison.Ordinal)), Is.Empty);
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
    public void Commands_CultureThatWritesNumbersOtherwise_ReadAndWriteTheSame()
    {
        var run = ChildProcess.RunScript(
            """
            $culture = [Globalization.CultureInfo]::InvariantCulture.Clone()
            $culture.NumberFormat.NumberDecimalSeparator = ','
            $culture.NumberFormat.NumberGroupSeparator = '.'
            $culture.NumberFormat.NegativeSign = '~'
            [Globalization.CultureInfo]::CurrentCulture = $culture
            [Globalization.CultureInfo]::DefaultThreadCurrentCulture = $culture
            $env:PORTORCHESTRATOR_HOME = "$($args[1])/state"
            Import-Module $args[0]
            (New-PortAllocation api -LiteralPath $args[1] -Range 21100-21199).Service
            "$((Get-PortAllocation api -LiteralPath $args[1]).Port -ge 21100)"
            try { Wait-ProjectService -LiteralPath $args[1] -Timeout '1.5x' } catch { $_.FullyQualifiedErrorId }
            (Get-Help Get-PortOwner).Name
            """,
            ModuleLayout.Manifest,
            _folder);

        Assert.That(run.Errors, Is.Empty);
        Assert.That(run.Lines, Is.EqualTo(new[] { "api", "True", "ParameterArgumentTransformationError,PortOrchestrator.PowerShell.Commands.WaitProjectServiceCommand", "Get-PortOwner" }));
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
