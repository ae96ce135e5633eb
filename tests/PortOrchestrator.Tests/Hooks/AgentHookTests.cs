using System.Text.Json;
using PortOrchestrator.Hooks;

namespace PortOrchestrator.Tests.Hooks;

/// <summary>Coding agents' settings: what goes in, and that nothing else changes.</summary>
[CancelAfter(60_000)]
internal sealed class AgentHookTests : HookFixture
{
    private static readonly (HookHost Host, HookScope Scope, string File)[] Places =
    [
        (HookHost.Claude, HookScope.User, "home/.claude/settings.json"),
        (HookHost.Claude, HookScope.Project, "repository/.claude/settings.json"),
        (HookHost.Claude, HookScope.Local, "repository/.claude/settings.local.json"),
        (HookHost.Codex, HookScope.User, "home/.codex/hooks.json"),
        (HookHost.Codex, HookScope.Project, "repository/.codex/hooks.json"),
        (HookHost.Gemini, HookScope.User, "home/.gemini/settings.json"),
        (HookHost.Gemini, HookScope.Project, "repository/.gemini/settings.json"),
        (HookHost.Cursor, HookScope.User, "home/.cursor/hooks.json"),
        (HookHost.Cursor, HookScope.Project, "repository/.cursor/hooks.json"),
        (HookHost.Copilot, HookScope.Project, "repository/.github/hooks/portorch.json"),
    ];

    private static IEnumerable<TestCaseData> Recorded() =>
        Directory.GetFiles(TestData(), "*.before.json").Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetFileName(f)));

    private static IEnumerable<TestCaseData> EveryPlace() => Places.Select(p => new TestCaseData(p.Host, p.Scope, p.File).SetArgDisplayNames($"{p.Host}", $"{p.Scope}"));

    [TestCaseSource(nameof(Recorded))]
    public async Task Install_SettingsOfAHost_AreAsRecordedAndComeBack(string before)
    {
        var host = Enum.Parse<HookHost>(Path.GetFileName(before).Split('.')[0].Split('-')[0], ignoreCase: true);
        var place = Places.First(p => p.Host == host);
        var file = Write(place.File, File.ReadAllText(before));

        var change = await Hooks.InstallAsync(host, place.Scope);
        var written = File.ReadAllText(file);
        var again = await Hooks.InstallAsync(host, place.Scope);
        var unchanged = File.ReadAllText(file);
        await Hooks.UninstallAsync(host, place.Scope);

        Assert.That(change.Outcome, Is.EqualTo(HookOutcome.Installed));
        Assert.That(written.Replace(Program, "/usr/local/bin/portorch", StringComparison.Ordinal), Is.EqualTo(File.ReadAllText(before.Replace(".before.", ".after.", StringComparison.Ordinal))));
        Assert.That((again.Outcome, unchanged), Is.EqualTo((HookOutcome.AlreadyInstalled, written)));
        Assert.That(File.ReadAllText(file), Is.EqualTo(File.ReadAllText(before)));
    }

    [TestCaseSource(nameof(EveryPlace))]
    public async Task Install_NoFile_WritesOneThatGoesWithItsFolders(HookHost host, HookScope scope, string place)
    {
        var before = Directory.GetFileSystemEntries(Path.GetDirectoryName(Home)!, "*", SearchOption.AllDirectories);

        var planned = await Hooks.InstallAsync(host, scope, dryRun: true);
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(Home)!, "*", SearchOption.AllDirectories), Is.EquivalentTo(before), "a dry run writes nothing");
        var change = await Hooks.InstallAsync(host, scope);
        using (var document = JsonDocument.Parse(File.ReadAllText(change.File))) Assert.That(document.RootElement.GetProperty("hooks").EnumerateObject().Count(), Is.EqualTo(2));
        var removed = await Hooks.UninstallAsync(host, scope);

        Assert.That(change.File, Is.EqualTo(Path.Combine(Path.GetDirectoryName(Home)!, place)));
        Assert.That((planned.Outcome, change.Outcome, removed.Outcome), Is.EqualTo((HookOutcome.Installed, HookOutcome.Installed, HookOutcome.Removed)));
        Assert.That((change.IsWholeFile, removed.IsWholeFile), Is.EqualTo((true, true)));
        var left = Directory.GetFileSystemEntries(Path.GetDirectoryName(Home)!, "*", SearchOption.AllDirectories).Where(e => !e.StartsWith(State, StringComparison.Ordinal));
        Assert.That(left, Is.EquivalentTo(before));
    }

    [TestCase(HookHost.Claude, "\"timeout\": 5")]
    [TestCase(HookHost.Codex, "\"timeout\": 3")]
    [TestCase(HookHost.Gemini, "\"timeout\": 5000")]
    [TestCase(HookHost.Copilot, "\"timeoutSec\": 5")]
    public async Task Install_EndOfASession_HasTheHostsTimeInItsUnit(HookHost host, string time) =>
        Assert.That(File.ReadAllText((await Hooks.InstallAsync(host)).File), Does.Contain(time));

    [Test]
    public async Task Install_ScopeOfTheRepository_NamesTheProgramAndNoPlace()
    {
        var change = await Hooks.InstallAsync(HookHost.Codex, HookScope.Project);

        Assert.That(File.ReadAllText(change.File), Does.Contain("\"portorch session start --agent codex\"").And.Not.Contain(Program));
        Assert.That(change.Notes, Has.Some.Contains("/hooks").And.Some.Contains("PATH"));
    }

    [TestCase(HookHost.Codex, HookScope.Local)]
    [TestCase(HookHost.Copilot, HookScope.User)]
    [TestCase(HookHost.Bash, HookScope.Project)]
    public void Install_ScopeThatTheHostHasNot_IsRefused(HookHost host, HookScope scope) => Assert.That(
        async () => await Hooks.InstallAsync(host, scope),
        Throws.TypeOf<PortOrchestratorException>().With.Property("Code").EqualTo(ErrorCode.InvalidArgument));

    [TestCase("{ \"a\": 1,, }", ":1:10:")]
    [TestCase("{\n  \"a\": tru\n}", ":2:")]
    [TestCase("[]", ":1:1: it is not an object")]
    [TestCase("{\n  \"hooks\": []\n}", ":2:12: 'hooks' is not an object")]
    [TestCase("{ \"hooks\": { \"SessionStart\": {} } }", "'SessionStart' is not a list")]
    [TestCase("{ \"hooks\": {}, \"hooks\": {} }", "'hooks' is written twice")]
    [TestCase("{} {}", ":1:4:")]
    public void Install_SettingsThatTheHostCouldNotRead_AreRefusedWithThePlaceAndLeftAlone(string text, string place)
    {
        var file = Write("home/.claude/settings.json", text);

        Assert.That(
            async () => await Hooks.InstallAsync(HookHost.Claude),
            Throws.TypeOf<PortOrchestratorException>().With.Message.Contains(file).And.Message.Contains(place).And.Property("Code").EqualTo(ErrorCode.InvalidConfiguration));
        Assert.That(File.ReadAllText(file), Is.EqualTo(text));
    }

    [Test]
    public async Task Install_AnotherProgramWroteTheHook_IsUpdatedAndStillComesOutWhole()
    {
        var file = Write("home/.claude/settings.json", "{\n\t\"model\": \"x\"\n}");
        await Hooks.InstallAsync(HookHost.Claude);
        var newer = Write("newer/portorch", "");

        var change = await Create(newer).InstallAsync(HookHost.Claude);
        var written = File.ReadAllText(file);
        await Hooks.UninstallAsync(HookHost.Claude);

        Assert.That(change.Outcome, Is.EqualTo(HookOutcome.Updated));
        Assert.That(written, Does.Contain(newer).And.Not.Contain(Program));
        Assert.That(File.ReadAllText(file), Is.EqualTo("{\n\t\"model\": \"x\"\n}"));
    }

    [Test]
    public async Task Uninstall_SomebodyElseChangedTheFileMeanwhile_TakesOutOursAlone()
    {
        var file = Write("home/.claude/settings.json", """
            {
              // mine
              "hooks": {
                "SessionStart": [ { "hooks": [ { "type": "command", "command": "hello" } ] } ],
                "Stop": [ { "hooks": [ { "type": "command", "command": "portorchestra session start --agent claude" } ] } ]
              }
            }
            """);
        await Hooks.InstallAsync(HookHost.Claude);
        File.WriteAllText(file, File.ReadAllText(file).Replace("// mine", "// mine, changed", StringComparison.Ordinal));

        await Hooks.UninstallAsync(HookHost.Claude);

        Assert.That(File.ReadAllText(file), Is.EqualTo("""
            {
              // mine, changed
              "hooks": {
                "SessionStart": [ { "hooks": [ { "type": "command", "command": "hello" } ] } ],
                "Stop": [ { "hooks": [ { "type": "command", "command": "portorchestra session start --agent claude" } ] } ]
              }
            }
            """));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Install_LinkedFileWithAMode_KeepsBoth()
    {
        var real = Write("dotfiles/claude.json", "{}");
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.CreateDirectory(Path.Combine(Home, ".claude"));
        var link = Path.Combine(Home, ".claude", "settings.json");
        File.CreateSymbolicLink(link, real);

        await Hooks.InstallAsync(HookHost.Claude);

        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(real));
        Assert.That(File.GetUnixFileMode(real), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(File.ReadAllText(real), Does.Contain("SessionEnd"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(real)!), Has.Length.EqualTo(1));
    }

    [Test]
    [Platform("Linux")]
    public void Install_FolderOfAnotherUser_IsRefused()
    {
        if (Environment.UserName != "root") Assert.Ignore("Only root can give folders away.");
        var folder = Directory.CreateDirectory(Path.Combine(Home, ".claude")).FullName;
        using (var chown = System.Diagnostics.Process.Start("chown", ["65534", folder])) chown.WaitForExit();

        Assert.That(async () => await Hooks.InstallAsync(HookHost.Claude), Throws.TypeOf<PortOrchestratorException>().With.Message.Contains("another user"));
        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }

    private static string TestData() => Path.Combine(AppContext.BaseDirectory, "TestData", "hooks");
}
