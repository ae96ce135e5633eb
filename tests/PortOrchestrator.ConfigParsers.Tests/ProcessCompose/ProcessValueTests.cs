using PortOrchestrator.ConfigParsers.ProcessCompose;
using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

internal sealed class ProcessValueTests : ProcessComposeFixture
{
    [Test]
    public async Task ReadAsync_UnknownCondition_IsToldOnceAsWhatItIs()
    {
        var result = await ReadYamlAsync("processes:\n  a: {command: x}\n  b:\n    command: y\n    depends_on: {a: {condition: process_helthy}}");

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.UnknownValue, Location.Line: 5, Severity: DiagnosticSeverity.Error }, Is.True);
    }

    [TestCase("http_get: {}", "http://127.0.0.1/ 0 10 1 1 3 200")]
    [TestCase("http_get: {port: 80}", "http://127.0.0.1:80/ 0 10 1 1 3 200")]
    [TestCase("http_get: {port: '80', host: h, scheme: https, path: p}", "https://h:80/p 0 10 1 1 3 200")]
    [TestCase("http_get: {port: 0}", "http://127.0.0.1/ 0 10 1 1 3 200")]
    [TestCase("http_get: {port: 70000}", "http://127.0.0.1/ 0 10 1 1 3 200")]
    [TestCase("http_get: {status_code: 204}", "http://127.0.0.1/ 0 10 1 1 3 204")]
    [TestCase("http_get: {status_code: 404}", "http://127.0.0.1/ 0 10 1 1 3 200")]
    [TestCase("exec: {command: x}, http_get: {port: 80}", "exec:x 0 10 1 1 3 ")]
    [TestCase("tcp_socket: {port: 80}", "tcp://127.0.0.1:80 0 10 1 1 3 ")]
    [TestCase("exec: {command: x}, period_seconds: 0.5, timeout_seconds: 1.5", "exec:x 0 10 1 1 3 ")]
    [TestCase("exec: {command: x}, initial_delay_seconds: -1, period_seconds: 0, timeout_seconds: 0, success_threshold: 0, failure_threshold: 0", "exec:x 0 10 1 1 3 ")]
    [TestCase("exec: {command: x}, initial_delay_seconds: 4, period_seconds: 5, timeout_seconds: 6, success_threshold: 7, failure_threshold: 8", "exec:x 4 5 6 7 8 ")]
    public async Task ReadAsync_Probe_HasTheValuesOfProcessCompose(string keys, string expected)
    {
        var probe = (await ProcessAsync($"readiness_probe: {{{keys}}}")).Readiness!;

        var status = (probe.Check as HttpCheck)?.ExpectedStatus;
        var check = probe.Check is TcpCheck tcp ? "tcp://" + tcp.Target : probe.Check.ToString();
        Assert.That(
            FormattableString.Invariant($"{check} {probe.InitialDelay.TotalSeconds} {probe.Period.TotalSeconds} {probe.Timeout.TotalSeconds} {probe.SuccessThreshold} {probe.FailureThreshold} {status}"),
            Is.EqualTo(expected));
    }

    [TestCase("process_healthy", DependencyCondition.Ready)]
    [TestCase("process_started", DependencyCondition.Started)]
    [TestCase("process_running", DependencyCondition.Running)]
    [TestCase("process_completed", DependencyCondition.Completed)]
    [TestCase("process_completed_successfully", DependencyCondition.CompletedSuccessfully)]
    [TestCase("process_log_ready", DependencyCondition.LogReady)]
    [TestCase("", DependencyCondition.Started)]
    public async Task ReadAsync_Condition_IsRead(string written, DependencyCondition expected)
    {
        var project = await ProjectAsync($"processes:\n  a: {{command: x, ready_log_line: up}}\n  b:\n    command: y\n    depends_on: {{a: {{condition: {written}}}}}\n");

        Assert.That(project.Services[1].Dependencies.Single().Condition, Is.EqualTo(expected));
    }

    [TestCase("a: {command: x}", "process_log_ready", false, DiagnosticSeverity.Error)]
    [TestCase("a: {command: x, readiness_probe: {exec: {command: y}}}", "process_log_ready", false, DiagnosticSeverity.Error)]
    [TestCase("a: {command: x}", "process_healthy", false, DiagnosticSeverity.Warning)]
    [TestCase("a: {command: x}", "process_healthy", true, DiagnosticSeverity.Error)]
    [TestCase("a: {command: x, liveness_probe: {exec: {command: y}}}", "process_healthy", false, DiagnosticSeverity.Warning)]
    [TestCase("a: {command: x, replicas: 2}", "process_healthy", false, DiagnosticSeverity.Warning)]
    public async Task ReadAsync_ConditionThatCannotBeMet_IsToldOnce(string dependency, string condition, bool isStrict, DiagnosticSeverity expected)
    {
        var result = await ReadYamlAsync($"is_strict: {isStrict}\nprocesses:\n  {dependency}\n  b: {{command: y, replicas: 3, depends_on: {{a: {{condition: {condition}}}}}}}");

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.Condition, Location.Line: 4 } found && found.Severity == expected, Is.True);
    }

    [TestCase("restart: 'no'", RestartPolicy.No, ProjectExit.Never)]
    [TestCase("restart: always", RestartPolicy.Always, ProjectExit.Never)]
    [TestCase("restart: on_failure, exit_on_end: true", RestartPolicy.OnFailure, ProjectExit.OnEnd)]
    [TestCase("restart: exit_on_failure", RestartPolicy.No, ProjectExit.OnFailure)]
    [TestCase("restart: exit_on_end", RestartPolicy.No, ProjectExit.OnEnd)]
    [TestCase("exit_on_skipped: yes", RestartPolicy.No, ProjectExit.OnSkipped)]
    [TestCase("restart: exit_on_failure, exit_on_skipped: true", RestartPolicy.No, ProjectExit.OnFailure | ProjectExit.OnSkipped)]
    public async Task ReadAsync_Availability_SaysWhatAnEndMeans(string keys, RestartPolicy policy, ProjectExit exit)
    {
        var service = await ProcessAsync($"availability: {{{keys}}}");

        Assert.That((service.Restart.Policy, service.Restart.IsExplicit, service.EndsProject), Is.EqualTo((policy, true, exit)));
    }

    [TestCase("is_optional: true")]
    [TestCase("availability: {restart: exit_on_end}")]
    [TestCase("readiness_probe: {tcp_socket: {port: 80}}")]
    [TestCase("depends_on: {web2: {condition: process_running}}")]
    public async Task ReadAsync_BeyondProcessCompose_IsTakenWithANote(string keys)
    {
        var result = await ReadYamlAsync($"processes:\n  web2: {{command: x}}\n  web:\n    command: x\n    {keys}\n");

        var found = result.Diagnostics.Single();
        Assert.That((found.Code, found.Severity, found.Location!.Line), Is.EqualTo((DiagnosticCodes.BeyondProcessCompose, DiagnosticSeverity.Information, 5)));
    }

    [TestCase("signal: 2", "SIGINT")]
    [TestCase("signal: 0", "SIGTERM")]
    [TestCase("signal: 32", "SIGTERM")]
    [TestCase("signal: 18", "SIGCONT", IncludePlatform = "Linux")]
    [TestCase("signal: 28", "SIGWINCH")]
    [TestCase("signal: 16", "16", IncludePlatform = "Linux")]
    public async Task ReadAsync_Signal_IsTheNumbersName(string keys, string expected) =>
        Assert.That((await ProcessAsync($"shutdown: {{{keys}}}")).Shutdown.Signal, Is.EqualTo(expected));

    [TestCase(@"a\\b\n\r\t", "a\\b\n\r\t")]
    [TestCase(@"\e[A\x03\0", "\u001B[A\u0003\0")]
    [TestCase(@"\q\x", @"\q\x")]
    [TestCase(@"end\", @"end\")]
    public void Unescape_Keys_AreThoseOfProcessCompose(string written, string expected) => Assert.That(ShutdownReader.Unescape(written), Is.EqualTo(expected));

    [Test]
    public async Task ReadAsync_Shutdown_HasEveryValue()
    {
        var shutdown = (await ProcessAsync("is_tty: true\nshutdown: {command: stop, timeout_seconds: 7, parent_only: on, send_keys: 'q\\n'}")).Shutdown;

        Assert.That((shutdown.Command!.Text, shutdown.Timeout.TotalSeconds, shutdown.ParentOnly, shutdown.SendKeys), Is.EqualTo(("stop", 7d, true, "q\n")));
    }

    [TestCase("yes", true)]
    [TestCase("On", true)]
    [TestCase("y", true)]
    [TestCase("no", false)]
    [TestCase("OFF", false)]
    [TestCase("n", false)]
    [TestCase("True", true)]
    public async Task ReadAsync_WordsOfYaml11_AreFlags(string word, bool expected) => Assert.That((await ProcessAsync("disabled: " + word)).Disabled, Is.EqualTo(expected));

    [Test]
    public async Task ReadAsync_AnyScalar_IsTextWhereTextIsWanted()
    {
        var service = await ProcessAsync("command: 5\ndescription: true\nnamespace: 7\nenvironment:\n  - A=1");

        Assert.That((service.StartCommand!.Text, service.Description, service.Namespaces.Single()), Is.EqualTo(("5", "true", "7")));
    }

    [TestCase("environment: {A: 1}")]
    [TestCase("depends_on: [a]")]
    [TestCase("availability: {restart: sometimes}")]
    [TestCase("depends_on: {web: {condition: ready}}")]
    [TestCase("replicas: '2'")]
    [TestCase("ready_log_line: x\n    readiness_probe: {exec: {command: y}}")]
    [TestCase("command: '{{if}}'")]
    [TestCase("schedule: {cron: '61 * * * *'}")]
    [TestCase("schedule: {interval: 5}")]
    [TestCase("schedule: {}")]
    public async Task ReadAsync_WhatProcessComposeRefuses_IsAnErrorWithItsPlace(string keys)
    {
        var result = await ReadYamlAsync($"processes:\n  web:\n    description: d\n    {keys}\n");

        Assert.That(result.Definition, Is.Null);
        Assert.That(result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Location!.Line, Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task ReadAsync_Schedule_HasEveryValue()
    {
        var service = await ProcessAsync("schedule: {cron: '5 4 * * *', timezone: Europe/Berlin, run_on_start: yes, max_concurrent: 2}");

        Assert.That(service.Schedule is { Cron: "5 4 * * *", TimeZone: "Europe/Berlin", Interval: null, RunOnStart: true, MaxConcurrent: 2 }, Is.True);
        Assert.That((await ProcessAsync("schedule: {interval: 1m30s}")).Schedule!.Interval, Is.EqualTo(TimeSpan.FromSeconds(90)));
    }

    [Test]
    public async Task ReadAsync_Watch_HasEveryValue()
    {
        var watch = (await ProcessAsync("watch: {paths: [{path: src, include: ['*.go'], exclude: [gen/**]}], cascade: true, debounce: 1s, max_entries: 9, disable_default_excludes: true}")).Watch!;

        Assert.That((watch.Cascade, watch.Debounce.TotalSeconds, watch.MaxFolders, watch.DefaultExcludes), Is.EqualTo((true, 1d, 9, false)));
        Assert.That(watch.Paths.Single().Path, Is.EqualTo(Path.Combine(Temp.Path, "src")));
        Assert.That((watch.Paths[0].Include.Single(), watch.Paths[0].Exclude.Single()), Is.EqualTo(("*.go", "gen/**")));
    }

    [TestCase("replicas: 2\nwatch: {paths: [{path: a}]}")]
    [TestCase("is_foreground: true\nwatch: {paths: [{path: a}]}")]
    [TestCase("watch: {paths: []}")]
    [TestCase("watch: {paths: [{include: ['*']}]}")]
    [TestCase("watch: {paths: [{path: '{{.X}}'}]}")]
    public async Task ReadAsync_WatchThatCannotWork_IsLeftOut(string keys) => Assert.That((await ProcessAsync(keys)).Watch, Is.Null);

    [Test]
    public async Task ReadAsync_Elevated_RunsTheWholeCommand() => Assert.That(
        (await ProcessAsync("command: a && b\nis_elevated: true")).StartCommand!.Arguments, Is.EqualTo(new[] { "sudo", "-n", "bash", "-c", "a && b" }));

    [Test]
    public async Task ReadAsync_OwnKeys_AreThoseOfTheProjectFile()
    {
        var service = await ProcessAsync("x-portorch: {tier: 1, kind: task, required: false, ports: {http: 8080}}");

        Assert.That((service.Tier, service.Kind, service.Required, service.Ports.Single().Port), Is.EqualTo((1, ServiceKind.Task, false, (int?)8080)));
    }

    [Test]
    public async Task ReadAsync_SecondDocument_IsNotRead()
    {
        var result = await ReadYamlAsync("processes: {a: {command: x}}\n---\nprocesses: {b: {command: y}}");

        Assert.That(result.Definition!.Services.Single().Name, Is.EqualTo("a"));
        Assert.That(result.Diagnostics.Single() is { Severity: DiagnosticSeverity.Warning, Location.Line: 2 }, Is.True);
    }

    [Test]
    public async Task ReadAsync_NothingWritten_IsNothing()
    {
        var service = await ProcessAsync("environment:\nreadiness_probe:\nschedule:\nmcp:\navailability:\ndepends_on:");

        Assert.That((service.Disabled, service.Readiness, service.Schedule, service.Dependencies.Count), Is.EqualTo((false, (ProbeDefinition?)null, (ScheduleDefinition?)null, 0)));
    }
}
