namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

internal sealed class ProcessComposeMergeTests : ProcessComposeFixture
{
    private async Task<Configuration.ConfigurationResult> MergeAsync(string first, string later)
    {
        var result = await ReadAsync([Temp.Write("a.yaml", $"processes: {{web: {{{first}}}}}"), Temp.Write("b.yaml", $"processes: {{web: {{{later}}}}}")]);
        Assert.That(Errors(result), Is.Empty);
        return result;
    }

    private static string Show(Configuration.ServiceDefinition s) => string.Join(' ', new[]
    {
        s.StartCommand!.ToString(),
        string.Join(',', s.Environment.Where(v => !v.Key.StartsWith("PC_")).Select(v => $"{v.Key}={v.Value}")),
        string.Join(',', s.Namespaces),
        string.Join(',', s.SuccessExitCodes),
        string.Join(',', s.Dependencies.Select(d => $"{d.Service}:{d.Condition}")),
        s.Disabled ? "disabled" : "",
        s.Restart.Policy == Configuration.RestartPolicy.No ? "" : s.Restart.Policy.ToString(),
        s.Readiness is { } r ? $"{r.Check}/{r.Period.TotalSeconds}/{r.Timeout.TotalSeconds}" : "",
    }.Where(t => t.Length > 0));

    [TestCase("command: a", "command: b", "b default 0")]
    [TestCase("command: a", "command: ''", "a default 0")]
    [TestCase("command: a, environment: [X=1, Y=2]", "environment: [Y=3, A=4]", "a A=4,X=1,Y=3 default 0")]
    [TestCase("command: a, namespace: [x, y]", "namespace: z", "a z 0")]
    [TestCase("command: a, success_exit_codes: [3]", "success_exit_codes: [4]", "a default 0,3,4")]
    [TestCase("entrypoint: [a, b]", "entrypoint: [c]", "a b c default 0")]
    [TestCase("command: a, depends_on: {web2: {condition: process_healthy}}", "depends_on: {web2: {}}", "a default 0 web2:Started")]
    [TestCase("command: a, disabled: true", "disabled: false", "a default 0 disabled")]
    [TestCase("command: a, disabled: true", "is_disabled: 'false'", "a default 0")]
    [TestCase("command: a, availability: {restart: always}", "availability: {restart: 'no'}", "a default 0 Always")]
    [TestCase("command: a, availability: {restart: always}", "availability: {backoff_seconds: 3}", "a default 0 Always")]
    [TestCase("command: a, readiness_probe: {exec: {command: x}, period_seconds: 3}", "readiness_probe: {timeout_seconds: 4}", "a default 0 exec:x/3/4")]
    [TestCase("command: 'a {{.V}} {{.W}}', vars: {V: 1, W: 2}", "vars: {V: 3}", "a 3 2 default 0")]
    public async Task ReadAsync_TwoFiles_MergeByTheRulesOfProcessCompose(string first, string later, string expected)
    {
        var result = await ReadAsync(
        [
            Temp.Write("a.yaml", $"processes: {{web: {{{first}}}, web2: {{command: x}}}}"), Temp.Write("b.yaml", $"processes: {{web: {{{later}}}}}"),
        ]);

        Assert.That(Errors(result), Is.Empty);
        Assert.That(Show(result.Definition!.Services[0]), Is.EqualTo(expected));
    }

    [TestCase("disabled: true", "disabled: false", 1)]
    [TestCase("disabled: true", "disabled: true", 0)]
    [TestCase("replicas: 2", "replicas: 0", 1)]
    [TestCase("availability: {restart: always}", "availability: {restart: no}", 1)]
    [TestCase("environment: [A=1]", "environment: [URL=x?a=b]", 1)]
    [TestCase("environment: [URL=x?a=b]", "environment: [A=1]", 1)]
    [TestCase("environment: [A=1]", "environment: [B=1]", 0)]
    public async Task ReadAsync_WhatProcessComposeWouldLose_IsTold(string first, string later, int warnings)
    {
        var result = await MergeAsync("command: a, " + first, later);

        Assert.That(result.Diagnostics.Count(d => d.Code == DiagnosticCodes.Merge), Is.EqualTo(warnings));
    }

    [Test]
    public async Task ReadAsync_ProcessesOfBothFiles_KeepTheirOrder()
    {
        var result = await ReadAsync([Temp.Write("a.yaml", "processes: {b: {command: x}, a: {command: x}}"), Temp.Write("b.yaml", "environment: [A=1]\nprocesses: {c: {command: x}}")]);

        Assert.That(result.Definition!.Services.Select(s => s.Name), Is.EqualTo(new[] { "b", "a", "c" }));
        Assert.That(result.Definition.Environment["A"], Is.EqualTo("1"));
    }

    [Test]
    public async Task ReadAsync_ChainOfBases_IsReadFromTheFirstOne()
    {
        Temp.Write("one/one.yaml", "processes: {p: {command: one, working_dir: w}, q: {command: q}}");
        Temp.Write("two/two.yaml", "extends: ../one/one.yaml\nprocesses: {p: {command: two}}");

        var project = await ProjectAsync("extends: two/two.yaml\nprocesses: {p: {description: d}}");

        Assert.That(project.Files.Select(Path.GetFileName), Is.EqualTo(new[] { "one.yaml", "two.yaml", FileName }));
        // As in process-compose, every base gives its folder to the processes that it names without one.
        Assert.That(project.Services.Select(s => (s.StartCommand!.Text, s.WorkingDirectory)), Is.EqualTo(new[]
        {
            ("two", Path.Combine(Temp.Path, "two")), ("q", Path.Combine(Temp.Path, "one")),
        }));
    }

    [TestCase("extends: process-compose.yaml")]
    [TestCase("extends: other.yaml")]
    [TestCase("processes: {a: {extends: a}}")]
    [TestCase("processes: {a: {extends: b}, b: {extends: a}}")]
    [TestCase("processes: {a: {extends: none}}")]
    public async Task ReadAsync_InheritanceWithoutAnEnd_IsRefused(string yaml)
    {
        Temp.Write("other.yaml", "extends: process-compose.yaml");

        Assert.That(Codes(await ReadYamlAsync(yaml)), Does.Contain(DiagnosticCodes.Inheritance));
    }

    [Test]
    public async Task ReadAsync_MissingBase_IsToldWhereItIsNamed()
    {
        var found = (await ReadYamlAsync("version: '1'\nextends: none.yaml")).Diagnostics.Single();

        Assert.That((found.Code, found.Location!.Line, found.Location.Column), Is.EqualTo((DiagnosticCodes.FileMissing, 2, 10)));
    }

    [Test]
    public async Task ReadAsync_ProjectFileAmongThem_IsRefused()
    {
        var result = await ReadAsync([Temp.Write("a.yaml", "processes: {}"), Temp.Write("b.json", "{ \"services\": [] }")]);

        Assert.That(Codes(result), Is.EqualTo(DiagnosticCodes.UnsupportedFormat));
    }
}
