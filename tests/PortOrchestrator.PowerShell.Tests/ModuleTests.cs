using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Runtime.Loader;
using PortOrchestrator.PowerShell.Commands;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>The module on disk, and what importing it does.</summary>
[NonParallelizable]
[CancelAfter(120_000)]
internal sealed class ModuleTests
{
    private static readonly string[] EngineAssemblies =
        ["PortOrchestrator", "PortOrchestrator.ConfigParsers", "PortOrchestrator.PortRegistry", "PortOrchestrator.Probes", "PortOrchestrator.ServiceGraph", "PortOrchestrator.Supervision"];

    [Test]
    public void Import_Manifest_ExportsExactlyWhatExists()
    {
        using var shell = new Shell(import: false);
        var result = shell.Run("Import-Module $args[0] -PassThru", ModuleLayout.Manifest);
        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.Warnings, Is.Empty);
        var module = (PSModuleInfo)result.Output.Single().BaseObject;
        var written = typeof(GetProjectServiceCommand).Assembly.ExportedTypes.Select(t => t.GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>();
        Assert.That(module.ExportedCmdlets.Keys, Is.EquivalentTo(written.Select(c => $"{c.VerbName}-{c.NounName}")));
        Assert.That(module.ExportedAliases, Is.Empty);
        Assert.That(module.ExportedFunctions, Is.Empty);
        Assert.That(module.ExportedVariables, Is.Empty);
        Assert.That(module.Version, Is.EqualTo(new Version(typeof(ErrorCode).Assembly.GetName().Version!.ToString(3))));
    }

    [Test]
    public void Manifest_Always_PassesPowerShellsOwnCheck()
    {
        using var shell = new Shell(import: false);
        var result = shell.Run("Test-ModuleManifest $args[0]", ModuleLayout.Manifest);
        Assert.That(result.Terminating, Is.Null);
        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.Warnings, Is.Empty);
    }

    [Test]
    public void Manifest_Keys_ArePresentAndSpecific()
    {
        var ast = Parser.ParseFile(ModuleLayout.Manifest, out _, out var errors);
        Assert.That(errors, Is.Empty);
        var table = (System.Collections.Hashtable)ast.Find(a => a is HashtableAst, false).SafeGetValue();
        string[] keys =
        [
            "RootModule", "ModuleVersion", "GUID", "Author", "CompanyName", "Copyright", "Description", "PowerShellVersion", "CompatiblePSEditions",
            "FormatsToProcess", "TypesToProcess", "HelpInfoUri", "FunctionsToExport", "CmdletsToExport", "VariablesToExport", "AliasesToExport",
        ];
        Assert.That(table.Keys, Is.SupersetOf(keys));
        var gallery = (System.Collections.Hashtable)((System.Collections.Hashtable)table["PrivateData"]!)["PSData"]!;
        Assert.That(gallery.Keys, Is.SupersetOf(new[] { "Tags", "LicenseUri", "ProjectUri", "ReleaseNotes", "Prerelease" }));
        Assert.That(File.ReadAllText(ModuleLayout.Manifest), Does.Not.Contain("{{").And.Not.Contain("'*'"));
    }

    [Test]
    public void Layout_Files_ContractsOnceEngineApartNothingOfPowerShell()
    {
        var files = Directory.GetFiles(ModuleLayout.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(ModuleLayout.Folder, f).Replace('\\', '/')).ToList();
        var loadedByPowerShell = files.Where(f => !f.StartsWith("bin/", StringComparison.Ordinal)).ToList();
        Assert.That(loadedByPowerShell.Where(f => f.EndsWith("PortOrchestrator.Abstractions.dll", StringComparison.Ordinal)), Is.EqualTo(new[] { "PortOrchestrator.Abstractions.dll" }));
        Assert.That(files.Where(f => f.Contains("System.Management.Automation", StringComparison.Ordinal) || f.Contains("PowerShellStandard", StringComparison.Ordinal)), Is.Empty);
        Assert.That(loadedByPowerShell.Where(f => !f.Contains('/') && f.EndsWith(".dll", StringComparison.Ordinal)), Is.EquivalentTo(new[] { "PortOrchestrator.Abstractions.dll", "PortOrchestrator.PowerShell.dll" }));
        Assert.That(files, Does.Contain("dependencies/PortOrchestrator.deps.json").And.Contain("bin/any/portorch.dll").And.Contain("en-US/PortOrchestrator.PowerShell.dll-Help.xml"));
        string[] platforms = ["linux-arm64", "linux-musl-x64", "linux-x64", "osx-arm64", "osx-x64", "win-arm64", "win-x64"];
        Assert.That(Directory.GetDirectories(Path.Combine(ModuleLayout.Folder, "dependencies", "runtimes")).Select(Path.GetFileName).Order(), Is.EqualTo(platforms));
    }

    [Test]
    public void Import_Engine_IsLoadedByTheFirstCommandIntoItsOwnContext()
    {
        using var shell = new Shell();
        Assert.That(shell.Run("Test-PortAvailable -Port 29").Terminating, Is.Null);
        foreach (var name in EngineAssemblies.Append("Microsoft.Data.Sqlite"))
            Assert.That(AssemblyLoadContext.Default.Assemblies.Any(a => a.GetName().Name == name), Is.False, name);
        var engine = AssemblyLoadContext.All.Single(c => c.Name == "PortOrchestrator");
        Assert.That(engine.IsCollectible, Is.False);
        Assert.That(engine.Assemblies.Select(a => a.GetName().Name), Does.Contain("PortOrchestrator").And.Contain("PortOrchestrator.PortRegistry"));
        Assert.That(engine.Assemblies.Select(a => a.GetName().Name), Does.Not.Contain("PortOrchestrator.Abstractions"));
    }

    [Test]
    public void Import_AgainAndInTwoSessions_Works()
    {
        using var one = new Shell();
        using var two = new Shell();
        foreach (var shell in new[] { one, two })
        {
            var again = shell.Run("Import-Module $args[0] -Force; Remove-Module PortOrchestrator; Import-Module $args[0]; Test-PortAvailable 29", ModuleLayout.Manifest);
            Assert.That(again.Errors, Is.Empty);
            Assert.That(again.Output.Single().BaseObject, Is.InstanceOf<bool>());
        }
    }

    [Test]
    public void Formats_Views_FitTheirTypes()
    {
        using var shell = new Shell();
        var views = new System.Xml.XmlDocument();
        views.Load(Path.Combine(ModuleLayout.Folder, "PortOrchestrator.format.ps1xml"));
        Assert.Multiple(() =>
        {
            foreach (System.Xml.XmlElement view in views.SelectNodes("//View")!)
            {
                var typeName = view.SelectSingleNode("ViewSelectedBy/TypeName")!.InnerText;
                var type = typeof(ErrorCode).Assembly.GetType(typeName) ?? typeof(GetProjectServiceCommand).Assembly.GetType(typeName);
                Assert.That(type, Is.Not.Null, typeName);
                foreach (System.Xml.XmlElement property in view.SelectNodes(".//TableColumnItem/PropertyName | .//ListItem/PropertyName | GroupBy/PropertyName")!)
                    Assert.That(type?.GetProperty(property.InnerText), Is.Not.Null, $"{typeName}.{property.InnerText}");
                var widths = view.SelectNodes(".//TableColumnHeader/Width")!.Cast<System.Xml.XmlElement>().Select(w => int.Parse(w.InnerText)).ToList();
                Assert.That(view.SelectNodes(".//TableColumnHeader")!, Has.Count.LessThanOrEqualTo(6), typeName);
                Assert.That(widths.Sum() + widths.Count, Is.LessThanOrEqualTo(72), $"{typeName}: too little room for the last column at 80");
            }
        });
    }

    [Test]
    public void Formats_Columns_ShowWhatTheyShould()
    {
        using var shell = new Shell();
        var service = new ServiceSnapshot
        {
            Name = "api",
            Service = "api",
            State = ServiceState.Running,
            ProjectPath = "/p",
            Ports = [new ServicePort("default", 8000, PortProtocol.Tcp), new ServicePort("admin", 8001, PortProtocol.Tcp)],
        };
        var start = new PortOrchestrator.PowerShell.Output.ServiceStartInfo
        {
            Name = "api",
            Command = ["sh", "-c", "serve"],
            WorkingDirectory = "/p",
            Environment = new SortedDictionary<string, string> { ["STAGE"] = "dev", ["DB_PASSWORD"] = "hush" },
            Project = "shop",
            ProjectPath = "/p",
        };
        var line = new LogLine("api", "up", new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));
        var allocation = new PortAllocation { Port = 8000, Project = "shop", ProjectId = "id", Checkout = "feature", Root = "/p", Service = "api", Name = "default" };
        Assert.Multiple(() =>
        {
            Assert.That(Computed(shell, service, "Table"), Is.EqualTo(new[] { string.Join(", ", service.Ports) }));
            Assert.That(Computed(shell, allocation, "Table"), Is.EqualTo(new[] { "8000", "api", "shop (feature)" }));
            Assert.That(Computed(shell, allocation with { Checkout = "main", Name = "dns", Protocol = PortProtocol.Udp }, "Table"), Is.EqualTo(new[] { "8000/udp", "api (dns)", "shop" }));
            Assert.That(Computed(shell, line, "Table").Single(), Does.EndWith(":05.678"));
            Assert.That(Computed(shell, line with { Time = null }, "Table"), Is.EqualTo(new[] { "" }));
            Assert.That(Computed(shell, start, "Table"), Is.EqualTo(new[] { "sh -c serve" }));
            Assert.That(Computed(shell, start, "List"), Is.EqualTo(new[] { "sh -c serve", $"DB_PASSWORD=***{Environment.NewLine}STAGE=dev" }), "secrets are not shown");
            Assert.That(Computed(shell, new PortHolder { Port = 80, Allocation = allocation }, "Table"), Is.EqualTo(new[] { "api" }));
            Assert.That(Computed(shell, new PortHolder { Port = 80 }, "Table"), Is.EqualTo(new[] { "" }));
        });
    }

    [Test]
    public void Types_DefaultProperties_Exist()
    {
        using var shell = new Shell();
        foreach (object sample in new object[] { new ServiceSnapshot { Name = "api", Service = "api" }, new PortHolder { Port = 80 }, new LogLine("api", "up") })
        {
            var shown = shell.Run("$args[0].PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames", sample).Output.Select(o => $"{o}").ToList();
            if (sample is ServiceSnapshot) Assert.That(shown, Is.Not.Empty);
            foreach (var name in shown) Assert.That(sample.GetType().GetProperty(name), Is.Not.Null, $"{sample.GetType().Name}.{name}");
        }
    }

    [Test]
    public void Outputs_Serialized_StayReadable()
    {
        using var shell = new Shell();
        var service = new PSObject(new ServiceSnapshot { Name = "api", Service = "api", State = ServiceState.Running, Pid = 7, Ports = [new ServicePort("default", 8000, PortProtocol.Tcp)], ProjectPath = "/p" });
        var back = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(service));
        Assert.That(back.TypeNames, Does.Contain("Deserialized.PortOrchestrator.Services.ServiceSnapshot"));
        Assert.That(back.Properties["Name"].Value, Is.EqualTo("api"));
        Assert.That(back.Properties["ProjectPath"].Value, Is.EqualTo("/p"));
        Assert.That($"{back.Properties["State"].Value}", Is.EqualTo("Running"));
    }

    /// <summary>What the columns of a type's view show that are computed by a script.</summary>
    private static List<string> Computed(Shell shell, object sample, string control)
    {
        var views = new System.Xml.XmlDocument();
        views.Load(Path.Combine(ModuleLayout.Folder, "PortOrchestrator.format.ps1xml"));
        var scripts = views.SelectNodes($"//View[ViewSelectedBy/TypeName='{sample.GetType().FullName}']/{control}Control//ScriptBlock")!.Cast<System.Xml.XmlElement>();
        return [.. scripts.Select(script => string.Concat(shell.Run($"foreach ($_ in @(,$args[0])) {{ {script.InnerText} }}", sample).Output.Select(o => $"{o}")))];
    }
}
