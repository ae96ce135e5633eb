using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using PortOrchestrator.PowerShell.Errors;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>Help and code say the same.</summary>
[NonParallelizable]
[CancelAfter(120_000)]
internal sealed class HelpTests
{
    private Shell _session = null!;
    private Dictionary<string, CmdletInfo> _cmdlets = null!;

    public static IEnumerable<string> Names() => Directory.GetFiles(Path.Combine(ModuleLayout.RepositoryRoot, "module", "help"), "*.md").Select(f => Path.GetFileNameWithoutExtension(f)!).Order();

    [OneTimeSetUp]
    public void SetUp()
    {
        _session = new Shell();
        _cmdlets = _session.Run("Get-Command -Module PortOrchestrator").Output.Select(o => (CmdletInfo)o.BaseObject).ToDictionary(c => c.Name);
    }

    [OneTimeTearDown]
    public void TearDown() => _session.Dispose();

    [Test]
    public void Pages_Names_AreTheCmdlets() => Assert.That(Names(), Is.EquivalentTo(_cmdlets.Keys));

    [TestCaseSource(nameof(Names))]
    public void Help_Parameters_AreAllDescribedAndReal(string name)
    {
        var common = Cmdlet.CommonParameters.Concat(Cmdlet.OptionalCommonParameters).ToHashSet();
        var documented = ((IEnumerable<object>?)Value(Help(name), "parameters.parameter") ?? []).Cast<PSObject>().ToDictionary(p => $"{p.Properties["name"].Value}");
        Assert.That(documented.Keys, Is.EquivalentTo(_cmdlets[name].Parameters.Keys.Where(p => !common.Contains(p))));
        Assert.Multiple(() =>
        {
            foreach (var (parameter, help) in documented)
            {
                var real = _cmdlets[name].Parameters[parameter];
                var attributes = real.Attributes.OfType<ParameterAttribute>().ToList();
                Assert.That(Text(help, "description"), Is.Not.Empty.And.EndsWith("."), parameter);
                Assert.That($"{help.Properties["required"].Value}", Is.EqualTo(attributes.All(a => a.Mandatory) ? "true" : "false"), parameter);
                Assert.That($"{help.Properties["globbing"].Value}", Is.EqualTo(real.Attributes.OfType<SupportsWildcardsAttribute>().Any() ? "true" : "false"), parameter);
                Assert.That($"{help.Properties["pipelineInput"].Value}".StartsWith("True", StringComparison.Ordinal), Is.EqualTo(attributes.Any(a => a.ValueFromPipeline || a.ValueFromPipelineByPropertyName)), parameter);
                Assert.That($"{help.Properties["aliases"].Value}", Is.EqualTo(real.Aliases.Count == 0 ? "none" : string.Join(", ", real.Aliases)), parameter);
            }
        });
    }

    [TestCaseSource(nameof(Names))]
    public void Help_Syntax_IsThatOfTheCommand(string name)
    {
        var page = File.ReadAllText(Path.Combine(ModuleLayout.RepositoryRoot, "module", "help", name + ".md"));
        foreach (var set in _cmdlets[name].ParameterSets) Assert.That(page, Does.Contain($"```\n{name} {set}\n```"), set.Name);
    }

    [TestCaseSource(nameof(Names))]
    public void Help_Text_IsComplete(string name)
    {
        var help = Help(name);
        Assert.That($"{help.Properties["Synopsis"].Value}".Trim(), Does.Match("^[A-Z][a-z]+s? .+\\.$"));
        Assert.That(Text(help, "description"), Is.Not.Empty);
        var examples = ((IEnumerable<object>)Value(help, "examples.example")!).Cast<PSObject>().ToList();
        Assert.That(examples, Has.Count.GreaterThanOrEqualTo(2));
        foreach (var code in examples.Select(e => $"{e.Properties["code"].Value}"))
        {
            var ast = Parser.ParseInput(code, out _, out var errors);
            Assert.That(errors, Is.Empty, code);
            foreach (var call in ast.FindAll(a => a is CommandAst, true).Cast<CommandAst>().Where(c => _cmdlets.ContainsKey(c.GetCommandName() ?? "")))
            {
                foreach (var used in call.CommandElements.OfType<CommandParameterAst>().Where(p => p.ParameterName != "-"))
                    Assert.That(_cmdlets[call.GetCommandName()].Parameters.Values.Any(p => p.Name == used.ParameterName || p.Aliases.Contains(used.ParameterName)), $"{code}: -{used.ParameterName}");
            }
        }

        Assert.That(Value(help, "relatedLinks"), Is.Not.Null);
        Assert.That(Value(help, "returnValues"), Is.Not.Null);
        Assert.That(_session.Run($"Get-Help {name} -Full").Output.Single().ToString(), Does.Not.Contain("{{"));
    }

    [TestCase("about_PortOrchestrator")]
    [TestCase("about_PortOrchestrator_Errors")]
    public void About_Topics_AreFound(string topic)
    {
        var lines = File.ReadAllLines(Path.Combine(ModuleLayout.Folder, "en-US", topic + ".help.txt"));
        Assert.That(lines[0], Is.EqualTo("TOPIC"));
        Assert.That(lines[1], Is.EqualTo("    " + topic));
        Assert.That(lines[2], Is.Empty);
        Assert.That(lines[3], Is.EqualTo("SHORT DESCRIPTION"));
        Assert.That(lines.Where(l => l.Length > 80), Is.Empty);
        Assert.That(_session.Run("Get-Help $args[0]", topic).Output.Single().ToString(), Does.Contain(topic));
    }

    [Test]
    public void About_Errors_ListsEveryErrorIdWithItsCategory()
    {
        var text = File.ReadAllText(Path.Combine(ModuleLayout.Folder, "en-US", "about_PortOrchestrator_Errors.help.txt"));
        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            var record = ErrorMapper.ToRecord(new PortOrchestratorException(code, "x"), null);
            Assert.That(text, Does.Match($@"(?m)^    {code}\s+\({record.CategoryInfo.Category}\)"), code.ToString());
            Assert.That(record.ErrorDetails.RecommendedAction, Is.Not.Empty);
        }
    }

    private PSObject Help(string name) => _session.Run($"Get-Help {name} -Full").Output.Single();

    private static object? Value(PSObject help, string path)
    {
        object? value = help;
        foreach (var part in path.Split('.')) value = value is PSObject o ? o.Properties[part]?.Value : null;
        return value is PSObject { BaseObject: object[] many } ? many : value is object[] array ? array : value is PSObject one && path.Contains('.') ? new object[] { one } : value;
    }

    private static string Text(PSObject help, string property) =>
        string.Join(' ', ((IEnumerable<object>?)(help.Properties[property]?.Value as object[] ?? (help.Properties[property]?.Value as PSObject)?.BaseObject as object[]) ?? [])
            .Cast<PSObject>().Select(p => $"{p.Properties["Text"]?.Value}")).Trim();
}
