using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>Whatever the command line can do, a cmdlet can, and the other way round.</summary>
[NonParallelizable]
[CancelAfter(180_000)]
internal sealed class ParityTests
{
    // What every command takes: where, and how much is said, which PowerShell has its own words for.
    private const string Common = "--project Project, --machine Machine, --file File, --env-file EnvFile, --json, --verbose, --help";

    private const string Range = "--tier Tier, --namespace Namespace, --no-deps NoDependency";

    // A command, its cmdlets, and each option with its parameter; without one it is PowerShell's own affair, or none (see below).
    private static readonly string[] Pairs =
    [
        $"up|Start-ProjectServices|SERVICE Service, --no-wait NoWait, --timeout Timeout, {Range}, --dry-run WhatIf, --detach, --watch-config WatchConfiguration, --upgrade UpgradeSupervisor",
        "down|Stop-ProjectServices|--all All, --timeout Timeout, --tier Tier, --dry-run WhatIf",
        "ps|Get-ProjectService|--all All, --tier Tier",
        "start|Start-ProjectService|SERVICE Name, --no-wait NoWait, --timeout Timeout, --no-deps NoDependency",
        "stop|Stop-ProjectService|SERVICE Name, --timeout Timeout",
        "restart|Restart-ProjectService|SERVICE Name, --no-wait NoWait, --timeout Timeout, --no-deps NoDependency",
        "signal|Send-ProjectServiceSignal|SERVICE Name, SIGNAL Signal, --parent-only ParentOnly",
        "scale|Set-ProjectServiceScale|SERVICE Name, N Count, --no-wait NoWait, --timeout Timeout",
        "reload|Update-ProjectServices|--no-wait NoWait, --timeout Timeout",
        "run|Invoke-ProjectService|SERVICE Name, ARGS ArgumentList, --no-deps NoDependency, --timeout Timeout",
        "wait|Wait-ProjectService|SERVICE Name, --for For, --timeout Timeout",
        "logs|Get-ProjectServiceLog|SERVICE Name, --follow Follow, --tail Tail, --since Since, --grep Pattern, --supervisor Supervisor, --color, --clear",
        "logs --clear|Clear-ProjectServiceLog|SERVICE Name, --follow, --tail, --since, --grep, --supervisor, --color, --clear",
        "env|Get-ProjectServiceEnvironment|SERVICE Name",
        "check|Test-ProjectConfiguration Get-ProjectConfiguration|",
        $"graph|Get-ProjectServiceGraph|SERVICE Service, --format Format, {Range}",
        "convert|ConvertTo-ProjectConfiguration|--to To, --output OutFile",
        "init|New-ProjectConfiguration|--format Format, --output OutFile, --force Force, --dry-run WhatIf",
        "port allocate|New-PortAllocation|SERVICE Service, --name Name, --prefer Prefer, --exact Exact, --range Range, --protocol Protocol, --lease Lease, --ephemeral Ephemeral, --owner OwnerProcessId, --ttl TimeToLive, --block BlockSize",
        "port list|Get-PortAllocation|",
        "port release|Remove-PortAllocation|SERVICE Service, --name Name, --port Port, --protocol Protocol",
        "port test|Test-PortAvailable|PORT Port, --protocol Protocol",
        "port who|Get-PortOwner|PORT Port, --protocol Protocol",
        "port prune|Clear-PortAllocation|--dry-run WhatIf",
        "port export|Export-PortAllocation|--format Format",
        "trust|Approve-ProjectConfiguration|--under Under, --dry-run WhatIf, --list",
        "trust --list|Get-ProjectApproval|--under, --dry-run, --list",
        "untrust|Revoke-ProjectConfiguration|--under Under, --dry-run WhatIf",
        "hook install|Register-ProjectSessionHook|HOST Shell, --scope Scope, --dry-run WhatIf",
        "hook uninstall|Unregister-ProjectSessionHook|HOST Shell, --scope Scope, --dry-run WhatIf",
        "session start|Start-ProjectSession|--agent Agent, --id SessionId, --pid OwnerProcessId, --move Move, --mode Mode, --budget Budget, --env-file VariablesFile",
        "session end|Stop-ProjectSession|--agent Agent, --id SessionId, --pid OwnerProcessId",
        "session list|Get-ProjectSession|--all All",
        "doctor|Get-PortOrchestratorDiagnostic|",
    ];

    // Options that have no parameter: a cmdlet never keeps the terminal, so it is always detached, and writes objects, not colours.
    // A list is what a cmdlet of its own gets, all of it, and so is what empties logs, whatever lines they have.
    private static readonly HashSet<string> WithoutParameter =
        ["--detach", "--color", "--json", "--verbose", "--help", "--list", "--under", "--dry-run", "--clear", "--follow", "--tail", "--since", "--grep", "--supervisor"];

    // Parameters that have no option: how PowerShell says which object, where from, whether to ask, and what to write.
    private static readonly HashSet<string> WithoutOption =
        ["InputObject", "Path", "LiteralPath", "PassThru", "WhatIf", "Confirm", "Project", "Machine", "File", "EnvFile", "Force", "SetEnvironment", .. Cmdlet.CommonParameters];

    private Shell _shell = null!;

    private static IEnumerable<TestCaseData> Commands() => Pairs.Select(p => new TestCaseData(p).SetArgDisplayNames(p.Split('|')[0]));

    [OneTimeSetUp]
    public void SetUp() => _shell = new Shell();

    [OneTimeTearDown]
    public void TearDown() => _shell.Dispose();

    [TestCaseSource(nameof(Commands))]
    public void Command_Options_AreParametersOfItsCmdlet(string pair)
    {
        var (command, cmdlets, options) = Read(pair);
        var help = ChildProcess.Run(ModuleLayout.PortableProgram, _shell.Project, [.. command.Split(' '), "--help"]);
        Assert.That(help.ExitCode, Is.Zero, help.Errors);
        var written = Regex.Matches(help.Output, @"(?m)^  (?:-\w, |    )?(--[a-z-]+)").Select(m => m.Groups[1].Value).ToHashSet();

        Assert.That(written, Is.EquivalentTo(options.Keys.Union(Read($"x|x|{Common}").Options.Keys).Where(o => o.StartsWith("--", StringComparison.Ordinal))));
        foreach (var cmdlet in cmdlets)
        {
            var parameters = ((CmdletInfo)_shell.Run($"Get-Command {cmdlet}").Output.Single().BaseObject).Parameters.Keys;
            foreach (var (option, parameter) in options)
                Assert.That(parameter.Length > 0 ? parameters.Contains(parameter) : WithoutParameter.Contains(option), $"{cmdlet}: {option}");
        }
    }

    [TestCaseSource(nameof(Commands))]
    public void Cmdlet_Parameters_AreOptionsOfItsCommand(string pair)
    {
        var (_, cmdlets, options) = Read(pair);
        // What a filter says in one place, the other says with its own means: a list of all is filtered by grep, or by Where-Object.
        var known = options.Values.Concat(WithoutOption).ToHashSet();
        if (cmdlets is ["Get-ProjectService"]) known.UnionWith(["Name"]);
        if (cmdlets is ["Get-PortAllocation"]) known.UnionWith(["Service", "Port", "Protocol"]);
        if (cmdlets is ["Get-ProjectApproval"]) known.UnionWith(["Folder"]);
        foreach (var cmdlet in cmdlets)
        {
            var parameters = ((CmdletInfo)_shell.Run($"Get-Command {cmdlet}").Output.Single().BaseObject).Parameters.Keys;
            Assert.That(parameters.Where(p => !known.Contains(p) && !Cmdlet.OptionalCommonParameters.Contains(p)), Is.Empty, cmdlet);
        }
    }

    [Test]
    public void Cmdlets_OfTheModule_AllHaveACommand()
    {
        var paired = Pairs.SelectMany(p => Read(p).Cmdlets);
        Assert.That(_shell.Run("(Get-Command -Module PortOrchestrator).Name").Output.Select(o => $"{o}"), Is.EquivalentTo(paired));
    }

    private static (string Command, string[] Cmdlets, IReadOnlyDictionary<string, string> Options) Read(string pair)
    {
        var parts = pair.Split('|');
        var options = parts[2].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(o => o.Split(' '));
        return (parts[0], parts[1].Split(' '), options.ToDictionary(o => o[0], o => o.Length > 1 ? o[1] : ""));
    }
}
