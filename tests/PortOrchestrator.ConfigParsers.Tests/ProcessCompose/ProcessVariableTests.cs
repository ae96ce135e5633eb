using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

internal sealed class ProcessVariableTests : ProcessComposeFixture
{
    // .env and the caller both have A; .env alone has D, the caller alone C.
    [TestCase("${A}", "file")]
    [TestCase("${C}", "caller")]
    [TestCase("${D}", "dot")]
    [TestCase("${NONE}", "")]
    [TestCase("$A", "$A")]
    [TestCase("$$A", "$A")]
    [TestCase("$${A}", "${A}")]
    [TestCase("${NONE:-x}", "x")]
    [TestCase("${NONE:=x}", "x")]
    [TestCase("${NONE=x}", "x")]
    [TestCase("${NONE:-${A}}", "file")]
    [TestCase("${#A}", "4")]
    [TestCase("${A^^}", "FILE")]
    [TestCase("${A:1:2}", "il")]
    [TestCase("${A#f}", "ile")]
    [TestCase("${A/i/o}", "fole")]
    public async Task ReadAsync_Expansion_IsThatOfProcessCompose(string written, string expected)
    {
        Temp.Write(".env", "A=file\nD=dot\n");
        (Caller["A"], Caller["C"]) = ("outer", "caller");

        // A text of its own, because an empty command is none.
        Assert.That((await ProcessAsync($"command: 'x {written}'")).StartCommand!.Text, Is.EqualTo("x " + expected));
    }

    [Test]
    public async Task ReadAsync_ExpansionDisabled_LeavesTheTextAlone()
    {
        var project = await ProjectAsync("disable_env_expansion: yes\nprocesses: {web: {command: 'run ${A B} $$X'}}");

        Assert.That(project.Services[0].StartCommand!.Text, Is.EqualTo("run ${A B} $$X"));
    }

    [Test]
    public async Task ReadAsync_BadExpansion_IsToldWithItsPlace()
    {
        var result = await ReadYamlAsync("# ${A B} in a comment is no matter\nprocesses:\n  web:\n    command: run ${A B}\n");

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.Expansion, Location: { Line: 4, Column: 21 } }, Is.True);
    }

    [TestCase("entrypoint: [echo, ${A}, ${NONE:-x, y}]", "echo 1 x, y")]
    [TestCase("command: echo ${NONE:-a: b} # c", "echo a: b")]
    [TestCase("entrypoint: [echo, '${A}']", "echo 1")]
    public async Task ReadAsync_VariablesWhereYamlHasNone_AreRead(string keys, string expected)
    {
        Caller["A"] = "1";

        Assert.That((await ProcessAsync(keys)).StartCommand!.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public async Task ReadAsync_BrokenYamlWithVariables_TellsThePlaceOnce()
    {
        var result = await ReadYamlAsync("processes:\n  web: {command: x ${A}, }}\n");

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.Syntax, Location.Line: 2 }, Is.True);
    }

    [Test]
    public async Task ReadAsync_KeysAndFlagsAndNumbers_AreExpanded()
    {
        (Caller["NAME"], Caller["ON"], Caller["COUNT"]) = ("api", "true", "2");

        var project = await ProjectAsync("processes:\n  ${NAME}: {command: x, disabled: '${ON}', replicas: '${COUNT}'}\n  web: {command: x, depends_on: {'${NAME}': {condition: process_started}}}");

        Assert.That(project.Services.Select(s => s.Name), Is.EqualTo(new[] { "api-0", "api-1", "web" }));
        Assert.That(project.Services[0].Disabled, Is.True);
        Assert.That(project.Services[2].Dependencies, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ReadAsync_Variables_KeepTheirLayersApart()
    {
        Temp.Write(".env", "DOT=1\nA=dot\n");
        Temp.Write("own.env", "A=file\nF=file\nP=file\n");

        var project = await ProjectAsync("environment: [A=project, G=g]\nprocesses:\n  web: {command: x, env_file: own.env, environment: [P=process]}\n  bare: {command: x, is_dotenv_disabled: true}");

        var (web, bare) = (project.Services[0], project.Services[1]);
        Assert.That(project.Environment, Is.EqualTo(new Dictionary<string, string> { ["A"] = "project", ["G"] = "g" }));
        Assert.That(web.DefaultEnvironment, Is.EqualTo(new Dictionary<string, string> { ["DOT"] = "1", ["A"] = "dot" }));
        Assert.That(bare.DefaultEnvironment, Is.Empty);
        Assert.That((web.Environment["A"], web.Environment["F"], web.Environment["P"]), Is.EqualTo(("file", "file", "process")));
        Assert.That((web.Environment["PC_PROC_NAME"], web.Environment["PC_REPLICA_NUM"]), Is.EqualTo(("web", "0")));
    }

    [Test]
    public async Task ReadAsync_Dollars_ReachTheProcessAsTheyAreWritten() => Assert.That(
        (await ProcessAsync("environment: ['A=$HOME $$X']")).Environment["A"], Is.EqualTo("$$HOME $$X"), "A definition doubles what is no variable.");

    [TestCase(false, DiagnosticSeverity.Warning)]
    [TestCase(true, DiagnosticSeverity.Error)]
    public async Task ReadAsync_MissingEnvFile_IsAnErrorOnlyWhenStrict(bool isStrict, DiagnosticSeverity expected)
    {
        var result = await ReadYamlAsync($"is_strict: {isStrict}\nprocesses: {{web: {{command: x, env_file: none.env}}}}");

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.EnvironmentFile, Location.Line: 2 } found && found.Severity == expected, Is.True);
    }

    [Test]
    public async Task ReadAsync_NamedEnvironmentFiles_ReplaceTheStandardOne()
    {
        Temp.Write(".env", "A=dot\nB=dot\n");
        var files = new[] { Temp.Write("one.env", "A=one\n"), Temp.Write("two.env", "A=two\n") };
        var file = Temp.Write(FileName, "processes: {web: {command: 'x ${A} ${B}'}}");

        var result = await new ConfigurationReader().ReadAsync(Temp.Path, [file], Options with { EnvironmentFiles = files });

        Assert.That(result.Definition!.Services[0].StartCommand!.Text, Is.EqualTo("x two "));
    }

    [Test]
    public async Task ReadAsync_DotEnvDisabledByTheCaller_IsNotRead()
    {
        Temp.Write(".env", "A=dot\n");
        Caller["PC_DISABLE_DOTENV"] = "1";

        Assert.That((await ProcessAsync("command: x ${A}")).StartCommand!.Text, Is.EqualTo("x "));
    }

    [Test]
    [Platform("Unix")]
    [CancelAfter(60_000)]
    public async Task ReadAsync_Commands_GiveVariablesFieldsAndExpansions()
    {
        Temp.Write(".env", "BASE=40\n");

        var project = await ProjectAsync("env_cmds: {N: 'echo ${TAIL:-2}$BASE; sleep 30 &', BAD: 'exit 3'}\nprocesses: {web: {command: 'x ${N} {{.N}} ${BAD}'}}", runCommands: true);

        Assert.That(project.Environment["N"], Is.EqualTo("240"));
        Assert.That(project.Services[0].StartCommand!.Text, Is.EqualTo("x 240 240 "));
    }

    [Test]
    [Platform("Unix")]
    [CancelAfter(60_000)]
    public async Task ReadAsync_CommandThatFails_IsToldWithItsPlace()
    {
        var result = await ReadYamlAsync("env_cmds:\n  BAD: exit 3\nprocesses: {}", runCommands: true);

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.EnvironmentCommand, Severity: DiagnosticSeverity.Warning, Location.Line: 2 }, Is.True);
        Assert.That(result.Diagnostics.Single().Message, Does.Contain("exit code 3"));
    }

    [Test]
    public async Task ReadAsync_CommandsNotAskedFor_AreNotRun()
    {
        var trace = Path.Combine(Temp.Path, "ran");

        var result = await ReadYamlAsync($"env_cmds: {{N: 'echo 1 | tee {trace}'}}\nprocesses: {{web: {{command: 'x ${{N}} {{{{.N}}}}'}}}}");

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That((result.HasPendingCommands, File.Exists(trace)), Is.EqualTo((true, false)));
        Assert.That(result.Definition!.Services[0].StartCommand!.Text, Is.EqualTo("x ${N} {{.N}}"));
    }

    [Test]
    public async Task ReadAsync_ProcessesSwitchedOffByTheCaller_AreDisabled()
    {
        Caller["PC_DISABLED_PROCESSES"] = "b, c";

        var project = await ProjectAsync("processes: {a: {command: x}, b: {command: x}, c: {command: x, is_disabled: 'false'}}");

        Assert.That(project.Services.Select(s => s.Disabled), Is.EqualTo(new[] { false, true, true }));
    }

    [Test]
    public async Task ReadAsync_Folder_IsWhatPathsCountFrom()
    {
        var file = Temp.Write("sub/" + FileName, "processes: {web: {command: x, working_dir: w}, bare: {command: x}}");

        var found = await new ConfigurationReader().ReadAsync(Temp.Path, [file], new ReadingOptions { Environment = Caller });
        var named = await ReadAsync([file]);

        Assert.That(found.Definition!.Services.Select(s => s.WorkingDirectory), Is.EqualTo(new[] { Path.Combine(Temp.Path, "sub/w"), Path.Combine(Temp.Path, "sub") }));
        Assert.That(named.Definition!.Services.Select(s => s.WorkingDirectory), Is.EqualTo(new[] { Path.Combine(Temp.Path, "w"), Temp.Path }));
    }
}
