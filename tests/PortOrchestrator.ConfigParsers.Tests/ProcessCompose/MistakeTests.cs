using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

/// <summary>The mistakes that people make: what is said points at them and at the cure.</summary>
internal sealed class MistakeTests : ProcessComposeFixture
{
    [TestCase("depends_on: [db]", "4:17", "write a map of processes: { NAME: { condition: process_started } }")]
    [TestCase("depends_on: {db: process_started}", "4:22", "write { condition: process_started }")]
    [TestCase("environment: {A: 1}", "4:18", "write a list: [ NAME=VALUE ]")]
    [TestCase("environment: A=1", "4:18", "write a list: [ NAME=VALUE ]")]
    [TestCase("shutdown: {signal: SIGINT}", "4:24", "write its number: 1 for SIGHUP, 2 for SIGINT, 3 for SIGQUIT, 9 for SIGKILL, 15 for SIGTERM")]
    [TestCase("readiness_probe: {exec: {command: x}, period_seconds: 500ms}", "4:59", "write whole seconds, such as 5")]
    [TestCase("availability: {backoff_seconds: 5s}", "4:37", "write whole seconds, such as 5")]
    [TestCase("restart: always", "4:5", "it is a key of 'availability'")]
    [TestCase("ports: [80]", "4:5", "it is a key of 'x-portorch'")]
    [TestCase("tty: true", "4:5", "did you mean 'is_tty'?")]
    [TestCase("initialDelaySeconds: 5", "4:5", null)]
    [TestCase("readiness_probe: {exec: {command: x}, initialDelaySeconds: 5}", "4:43", "did you mean 'initial_delay_seconds'?")]
    [TestCase("readiness_probe: {exec: {cmd: x, command: y}}", "4:30", "known are command, working_dir")]
    [TestCase("availability: {restart: unless-stopped}", "4:29", null)]
    [TestCase("availability: {restart: on-failure}", "4:29", "did you mean 'on_failure'?")]
    public async Task ReadAsync_KeyOrValueOfAnotherTool_IsToldWithTheCure(string keys, string place, string? hint)
    {
        var result = await ReadYamlAsync($"processes:\n  web:\n    command: x\n    {keys}\n  db: {{command: y}}\n");

        var found = result.Diagnostics.Single();
        Assert.That(($"{found.Location!.Line}:{found.Location.Column}", found.Hint), Is.EqualTo((place, hint)), found.Message);
    }

    [Test]
    public async Task ReadAsync_CommandAsAList_IsToldOfEntrypoint() => Assert.That(
        (await ReadYamlAsync("processes:\n  web: {command: [a, b]}\n")).Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Hint,
        Is.EqualTo("write one text; a list of words is 'entrypoint'"));

    [Test]
    public async Task ReadAsync_ProcessesAsAList_IsToldTheForm() => Assert.That(
        (await ReadYamlAsync("processes:\n  - name: web\n")).Diagnostics.Single().Hint, Does.StartWith("write a map of processes"));

    [TestCase("processes:\n  web:\n\tcommand: x\n", "3:1")]
    [TestCase("processes:\n  web:\n    command: x\n  \tdb: {command: y}\n", "4:3")]
    public async Task ReadAsync_Tab_IsPointedAt(string text, string place)
    {
        var found = (await ReadYamlAsync(text)).Diagnostics.Single();

        Assert.That(($"{found.Location!.Line}:{found.Location.Column}", found.Hint), Is.EqualTo((place, "indent with spaces")), found.Message);
    }

    [TestCase("command: run ${A B}", "3:21")]
    [TestCase("command: 'run ${A B}'", "3:22")]
    [TestCase("command: \"run ${A B}\"", "3:22")]
    [TestCase("command: \"a\\tb ${A B}\"", "3:14")]
    [TestCase("command: |\n      run ${A B}", "3:14")]
    [TestCase("command: run {{ if }}", "3:24")]
    [TestCase("command: 'run {{ .A | nosuch }}'", "3:27")]
    public async Task ReadAsync_MistakeInsideAText_IsPointedAtWhereTheTextIsWrittenAsItIs(string key, string place)
    {
        var found = (await ReadYamlAsync($"processes:\n  web:\n    {key}\n")).Diagnostics.Last(d => d.Severity == DiagnosticSeverity.Error);

        Assert.That($"{found.Location!.Line}:{found.Location.Column}", Is.EqualTo(place), found.Message);
    }

    [Test]
    public async Task ReadAsync_OneLongLine_ShowsThePartAroundThePlace()
    {
        var text = "{\"processes\":{" + string.Concat(Enumerable.Range(0, 100).Select(i => $"\"p{i}\":{{\"command\":\"run {i}\"}},")) + "\"bad\":{\"command\":\"x\",\"replicas\":\"two\"}}}";

        var found = (await ReadYamlAsync(text)).Diagnostics.Single();

        Assert.That(found.Snippet, Has.Length.LessThanOrEqualTo(200));
        Assert.That(found.Snippet![(found.Location!.Column - found.SnippetColumn)..], Does.StartWith("\"two\""));
    }
}
