using PortOrchestrator.ConfigParsers.ProcessCompose;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

/// <summary>The variables that set process-compose up, in the environment and in <c>.pc_env</c>.</summary>
internal sealed class CallerSettingTests : ProcessComposeFixture
{
    private const string Two = "processes:\n  web: {command: x, namespace: [front, all]}\n  db: {command: x, namespace: back}\n  api: {command: x, depends_on: {db: {condition: process_started}}}\n";

    // All that process-compose 1.122 reads.
    private static readonly string[] All =
    [
        "PC_PORT_NUM", "PC_ADDRESS", "PC_NO_SERVER", "PC_SOCKET_PATH", "PC_API_TOKEN", "PC_API_TOKEN_PATH", "PC_CONFIG_FILES", "PC_NAMESPACES", "PC_DISABLED_PROCESSES", "PC_DISABLE_TUI",
        "PC_TUI_FULL_SCREEN", "PC_HIDE_DISABLED_PROC", "PC_SHORTCUTS_FILES", "PC_READ_ONLY", "PC_DISABLE_DOTENV", "PC_ORDERED_SHUTDOWN", "PC_RECURSIVE_METRICS", "PC_NO_WATCH", "PC_LOG_FILE",
        "PC_LOG_LEVEL", "PC_LOG_NO_COLOR", "PC_DEBUG", "PC_DEBUG_MODE", "PC_RECIPE_FILES", "PROC_COMP_CONFIG", "COMPOSE_SHELL",
    ];

    [Test]
    public void Variables_OfProcessCompose_AreHonouredOrHaveAReason() =>
        Assert.That(SettingVariables.Honoured.Concat(SettingVariables.WithoutEffect.Keys), Is.EquivalentTo(All));

    [TestCaseSource(nameof(All))]
    public async Task ReadAsync_VariableWithoutEffect_IsNamedWhereverItIsSet(string name)
    {
        var plain = await ReadYamlAsync(Two);
        Caller[name] = "x";
        var called = await ReadYamlAsync(Two);
        Caller.Remove(name);
        Temp.Write(PcEnvironmentFile.Name, $"{name}=x\n");
        var filed = await ReadYamlAsync(Two);

        Assert.That(plain.Diagnostics, Is.Empty);
        var isIdle = SettingVariables.WithoutEffect.ContainsKey(name);
        Assert.That(called.Diagnostics.Any(d => d is { Code: DiagnosticCodes.NoEffect } && d.Message.StartsWith($"'{name}' of the environment", StringComparison.Ordinal)), Is.EqualTo(isIdle));
        var told = filed.Diagnostics.Where(d => d.Code == DiagnosticCodes.NoEffect).ToList();
        Assert.That(told.Select(d => d.Location!.File), isIdle ? Is.EqualTo(new[] { Path.Combine(Temp.Path, ".pc_env") }) : Is.Empty);
    }

    [TestCase("front", "web")]
    [TestCase("all,back", "web db")]
    [TestCase("default", "api")]
    public async Task ReadAsync_Namespaces_DisableTheOthers(string namespaces, string expected)
    {
        Caller["PC_NAMESPACES"] = namespaces;

        Assert.That(string.Join(' ', (await ProjectAsync(Two)).Services.Where(s => !s.Disabled).Select(s => s.Name)), Is.EqualTo(expected));
    }

    [TestCase("PC_NAMESPACES", "fornt", "front")]
    [TestCase("PC_DISABLED_PROCESSES", "wbe", "web")]
    public async Task ReadAsync_NameThatNothingHas_IsToldWithTheNearest(string variable, string written, string meant)
    {
        Caller[variable] = written;

        var found = (await ReadYamlAsync(Two)).Diagnostics.Single();

        Assert.That((found.Code, found.Severity, found.Hint), Is.EqualTo((DiagnosticCodes.Setting, DiagnosticSeverity.Warning, $"did you mean '{meant}'?")));
    }

    [Test]
    public async Task ReadAsync_NoWatch_WatchesNothing()
    {
        const string Watched = "processes: {web: {command: x, watch: {paths: [{path: a}]}}}";
        var before = (await ProjectAsync(Watched)).Services[0].Watch;
        Caller["PC_NO_WATCH"] = "0";

        Assert.That(before, Is.Not.Null);
        Assert.That((await ProjectAsync(Watched)).Services[0].Watch, Is.Null, "that it is set at all is what counts");
    }

    [Test]
    public async Task ReadAsync_PcEnv_IsBelowTheCallerAndAboveDotEnv()
    {
        Temp.Write(".env", "A=dot\nB=dot\nC=dot\n");
        Temp.Write(".pc_env", "A=pc\nB=pc\nD=pc\nCOMPOSE_SHELL=sh\n");
        Caller["A"] = "caller";

        var project = await ProjectAsync("processes:\n  web: {command: 'x ${A} ${D}'}\n  bare: {command: x, is_dotenv_disabled: true}\n");

        Assert.That(project.Shell[0], Is.EqualTo("sh"));
        Assert.That(project.Services[0].StartCommand!.Text, Is.EqualTo("x dot pc"));
        Assert.That(project.Services[0].DefaultEnvironment.Where(v => v.Key.Length == 1).Select(v => $"{v.Key}={v.Value}"), Is.EquivalentTo(new[] { "A=dot", "B=pc", "C=dot", "D=pc" }));
        Assert.That(project.Services[1].DefaultEnvironment.Keys, Is.EquivalentTo(new[] { "B", "D", "COMPOSE_SHELL" }));
    }

    [Test]
    public async Task ReadAsync_PcEnvWithMistakes_AreTold()
    {
        Temp.Write(".pc_env", "PC_NAMESPACE=front\nno assignment\n");

        var result = await ReadYamlAsync(Two);

        Assert.That(result.Diagnostics.Select(d => (d.Code, d.Severity)), Is.EquivalentTo(new[] { (DiagnosticCodes.EnvironmentFile, DiagnosticSeverity.Warning), (DiagnosticCodes.Setting, DiagnosticSeverity.Warning) }));
        Assert.That(result.Diagnostics.Single(d => d.Code == DiagnosticCodes.Setting).Hint, Is.EqualTo("did you mean 'PC_NAMESPACES'?"));
    }

    [TestCase("command: 'echo ${PC_REPLICA_NUM}'", "PC_REPLICA_NUM", "{{.PC_REPLICA_NUM}}")]
    [TestCase("command: 'echo ${PC_PROC_NAME:-x}'", "PC_PROC_NAME", "$${PC_PROC_NAME}")]
    [TestCase("command: x, environment: ['N=${PC_REPLICA_NUM}']", "PC_REPLICA_NUM", "$${PC_REPLICA_NUM}")]
    public async Task ReadAsync_VariableOfAProcessExpandedByTheFile_IsToldWithTheCure(string keys, string variable, string cure)
    {
        // What an outer process-compose has told this program is about another process.
        Caller[variable] = "outer";

        var result = await ReadYamlAsync($"processes:\n  web: {{{keys}}}\n");

        var found = result.Diagnostics.Single();
        Assert.That((found.Code, found.Severity, found.Location!.Line), Is.EqualTo((DiagnosticCodes.Expansion, DiagnosticSeverity.Warning, 2)));
        Assert.That((found.Message.Contains(variable, StringComparison.Ordinal), found.Hint!.Contains(cure, StringComparison.Ordinal)), Is.EqualTo((true, true)));
        Assert.That(result.Definition!.Services[0].StartCommand!.Text, Does.Not.Contain("outer"));
    }

    [TestCase("echo $PC_REPLICA_NUM $$PC_PROC_NAME $${PC_REPLICA_NUM} {{.PC_REPLICA_NUM}}")]
    [TestCase("echo ${PC_PORT_NUM}")]
    public async Task ReadAsync_VariableOfAProcessLeftToIt_IsFine(string command) =>
        Assert.That((await ReadYamlAsync($"processes:\n  web: {{command: '{command}'}}\n")).Diagnostics, Is.Empty);
}
