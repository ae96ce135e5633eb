using System.Text.Json;
using PortOrchestrator.ConfigParsers.Export;
using PortOrchestrator.ConfigParsers.Tests.ProcessCompose;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests.Export;

internal sealed class RoundTripTests : ProcessComposeFixture
{
    private const string Json = """
        {
          "project_name": "p", "env": { "A": "1", "B": "x$A" }, "port_range": "21000-21099", "shell": "bash",
          "services": [
            { "name": "db", "tier": 1, "start_command": "serve --port $PORT", "port": 5432, "health_check": "exec:check", "timeout_seconds": 1.5, "required": false,
              "watch": { "paths": ["conf/*.sql", { "path": ".", "include": "*.c", "exclude": ["gen/**", "a"] }], "cascade": true, "debounce_seconds": 2, "default_excludes": false } },
            { "name": "api", "start_command": ["run", "x y"], "ports": { "http": { "port": 8080, "mode": "prefer" }, "dbg": { "mode": "auto" } }, "replicas": 2, "disabled": true,
              "depends_on": { "db": { "condition": "started" } }, "restart": { "policy": "no", "max_restarts": 3 }, "env": { "N": "1", "S": "yes" }, "namespace": "n",
              "readiness_probe": { "http": { "url": "http://localhost:8080/", "status": 204, "headers": { "X": "y" } }, "period_seconds": 0.5 }, "shutdown": { "signal": "SIGINT", "timeout_seconds": 3 } },
            { "name": "web", "kind": "task", "start_command": "cd sub && do it", "working_dir": "in", "dependencies": ["api"], "liveness_probe": { "tcp": "h:1", "action": "report" }, "schedule": "@every 10m",
              "tty": true, "limits": { "open_files": 64, "memory_mb": 1.5, "cpu_percent": 250, "processes": 9 } }
          ]
        }
        """;

    private const string Yaml = """
        name: p
        environment: [A=1, 'B=$HOME ${A} {{x}}']
        mcp_server: {host: localhost, port: 9000, timeout: 30s, expose_control_tools: true, trusted_hosts: [h]}
        log_location: all.log
        log_configuration: {disable_json: true, no_color: true, rotation: {max_size_mb: 5, max_backups: 2, max_age_days: 3, compress: true}}
        processes:
          api:
            command: |
              run $${X} {{"{{"}}.State}} {{ports.api}} $$$$
              more
            replicas: 3
            namespace: [a, b]
            environment: ["URL=pg://x?a=b", EMPTY=]
            readiness_probe: {http_get: {port: 8080, path: /h, status_code: 204, headers: {X: y}}, period_seconds: 3, failure_threshold: 5, success_threshold: 2}
            liveness_probe: {exec: {command: check}, initial_delay_seconds: 3}
            availability: {restart: on_failure, backoff_seconds: 40, max_restarts: 2, exit_on_end: true}
            shutdown: {signal: 2, timeout_seconds: 4, parent_only: true}
            success_exit_codes: [3]
          line: {watch: {paths: [{path: src, include: ['*.go', 'a$${X}'], exclude: [gen]}, {path: /etc/x}], debounce: 1s, max_entries: 9}, entrypoint: [a, 'b c'], ready_log_line: 'up (now)', is_daemon: true, shutdown: {command: stop it}}
          console: {command: c, is_interactive: true, shutdown: {send_keys: 'exit\r\x03'}}
          colours: {command: c, is_tty: true}
          job: {command: x, schedule: {cron: '1 2 * * *', timezone: Europe/Berlin}, availability: {restart: exit_on_failure, exit_on_skipped: true}}
          ask:
            command: 'ask @{q}'
            mcp: {type: tool, timeout: 1m30s, arguments: [{name: q, type: string, description: 'a $${Q}', required: true}, {name: n, type: integer, default: 3}]}
          web:
            command: w
            is_foreground: true
            is_optional: true
            truncate_log: true
            log_location: web/own.log
            log_configuration: {fields_order: [level, message], add_timestamp: true, timestamp_format: '15:04', no_metadata: true, disable_json: true, rotation: {max_size_mb: 100}}
            depends_on: {api: {condition: process_healthy}, line: {condition: process_log_ready}}
            x-portorch: {tier: 3, ports: {http: 3000, dns: {port: 53, protocol: udp}}}
        """;

    [Test]
    public async Task Write_ProjectFileAsProjectFile_GivesTheSameDefinition()
    {
        var read = await ReadAsync(Json);
        Assert.That(Errors(read), Is.Empty);
        var before = read.Definition!;

        var written = ConfigurationExporter.Write(before, ExportFormat.ProjectServices);

        Assert.That(written.Losses, Is.Empty);
        var after = await ReadAsync(written.Text);
        Assert.That(Errors(after), Is.Empty);
        Assert.That(Plain(after.Definition!), Is.EqualTo(Plain(before)));
    }

    [Test]
    public async Task Write_ProcessComposeAsProcessCompose_GivesTheSameDefinition()
    {
        Caller["A"] = "from the caller";
        var before = await ProjectAsync(Yaml);

        var written = ConfigurationExporter.Write(before, ExportFormat.ProcessCompose);

        Assert.That(written.Losses, Is.Empty);
        var after = await ProjectAsync(written.Text);
        Assert.That(Plain(after), Is.EqualTo(Plain(before)), written.Text);
    }

    [Test]
    public async Task Write_ProcessComposeAsProjectFile_ListsWhatIsLost()
    {
        var written = ConfigurationExporter.Write(await ProjectAsync(Yaml), ExportFormat.ProjectServices);

        Assert.That(Errors(await ReadAsync(written.Text)), Is.Empty);
        Assert.That(written.Losses, Has.Some.Contains("'api': that its end ends the project").And.Some.Contains("'web': that it runs in the foreground only")
            .And.Some.Contains("'console': the keys that stop it")
            .And.Some.Contains("'ask': that it is a tool for agents").And.Some.Contains("server that offers"));
    }

    [Test]
    public async Task Write_UsersProjectFileAsProcessCompose_SaysWhatTheTranslationSays()
    {
        var before = (await ReadFilesAsync(Data("autogen.project-services.json"))).Definition!;
        var translated = (await ReadAsync([Data("user-files/pc-autogen/process-compose.yaml")])).Definition!;

        var written = ConfigurationExporter.Write(before, ExportFormat.ProcessCompose);

        var after = await ProjectAsync(written.Text);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.That(after.Services.Select(s => s.WorkingDirectory), Is.All.EqualTo(Path.Combine(home, "projects/autogen-local")));
        Assert.That(after.Services.Select(s => s.StartCommand!.Text), Is.EqualTo(translated.Services.Select(s => s.StartCommand!.Text)));
        Assert.That(after.Services.Select(s => s.Required), Is.EqualTo(translated.Services.Select(s => s.Required)));
        Assert.That(
            after.Services.Select(s => s.Dependencies.Select(d => (d.Service, d.Condition)).SingleOrDefault()),
            Is.EqualTo(translated.Services.Select(s => s.Dependencies.Select(d => (d.Service, d.Condition)).SingleOrDefault())));
        Assert.That(after.Services.Select(Times), Is.EqualTo(translated.Services.Select(Times)));

        static (TimeSpan, TimeSpan, TimeSpan, int, int) Times(ServiceDefinition service) => (
            service.Readiness!.InitialDelay, service.Readiness.Period, service.Readiness.Timeout, service.Readiness.SuccessThreshold, service.Readiness.FailureThreshold);
    }

    [TestCase("\"health_check\": \"http://localhost:1/\"", 7)]
    [TestCase("\"health_check\": \"http://localhost:1/\", \"required\": false", 61)]
    [TestCase("\"health_check\": \"http://localhost:1/\", \"dependencies\": [\"db\"]", 3)]
    [TestCase("\"health_check\": \"exec:check\", \"dependencies\": [\"db\"]", 300)]
    [TestCase("\"health_check\": \"tcp://localhost:1\", \"dependencies\": [\"db\"], \"required\": false", 0.5)]
    public async Task Write_HealthCheckAsProcessCompose_IsNotGivenUpBeforeItsTime(string keys, double seconds)
    {
        var text = FormattableString.Invariant($$"""{ "services": [ { "name": "db", "start_command": "x" }, { "name": "web", "start_command": "x", {{keys}}, "timeout_seconds": {{seconds}} } ] }""");
        var written = ConfigurationExporter.Write((await ReadAsync(text)).Definition!, ExportFormat.ProcessCompose);

        var probe = (await ProjectAsync(written.Text)).Services[1].Readiness!;
        var lastFailure = probe.InitialDelay + (probe.Period * (probe.FailureThreshold - 1));
        Assert.That(lastFailure.TotalSeconds, Is.InRange(seconds, seconds + 15));
    }

    private static string Plain(ProjectDefinition project) => JsonSerializer.Serialize(project with
    {
        Files = [],
        Services =
        [
            .. project.Services.Select(s => s with
            {
                Location = null,
                Description = $"{s.Readiness?.Check} {(s.Readiness?.Check as HttpCheck)?.ExpectedStatus} {s.Liveness?.Check}",
                Environment = new SortedDictionary<string, string>(s.Environment.ToDictionary(p => p.Key, p => p.Value)),
                Ports = [.. s.Ports.Select(p => p with { Location = null })],
                Dependencies = [.. s.Dependencies.Select(d => d with { Location = null }).OrderBy(d => d.Service)],
                Readiness = s.Readiness is null ? null : s.Readiness with { Location = null },
                Liveness = s.Liveness is null ? null : s.Liveness with { Location = null },
                Tool = s.Tool is null ? null : s.Tool with { Location = null },
                Schedule = s.Schedule is null ? null : s.Schedule with { Location = null },
                Watch = s.Watch is null ? null : s.Watch with { Location = null },
            }),
        ],
    });
}
