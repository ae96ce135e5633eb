using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.ProcessCompose;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

/// <summary>Nothing of a file is silently ignored: every key changes the definition, or is named in a finding.</summary>
internal sealed class EveryKeyTests : ProcessComposeFixture
{
    // What they ask for is always so, or is of no use to anybody: process-compose ignores the version, too.
    private static readonly string[] AlwaysSo = ["version", "ordered_shutdown", "is_tui_disabled"];

    private static readonly string[] Probes =
    [
        "exec.command|exec: {command: b}|exec: {command: a}",
        "exec.working_dir|exec: {command: a, working_dir: /}|exec: {command: a}",
        "http_get.host|http_get: {host: h, port: 80}|http_get: {port: 80}",
        "http_get.scheme|http_get: {scheme: https, port: 80}|http_get: {port: 80}",
        "http_get.path|http_get: {path: /h, port: 80}|http_get: {port: 80}",
        "http_get.port|http_get: {port: 81}|http_get: {port: 80}",
        "http_get.status_code|http_get: {status_code: 204, port: 80}|http_get: {port: 80}",
        "http_get.headers|http_get: {headers: {A: b}, port: 80}|http_get: {port: 80}",
        "http_get.num_port|http_get: {num_port: 81, port: 80}|http_get: {port: 80}",
        "tcp_socket.host|tcp_socket: {host: h, port: 80}|tcp_socket: {port: 80}",
        "tcp_socket.port|tcp_socket: {port: 81}|tcp_socket: {port: 80}",
        "initial_delay_seconds|exec: {command: a}, initial_delay_seconds: 4|exec: {command: a}",
        "period_seconds|exec: {command: a}, period_seconds: 4|exec: {command: a}",
        "timeout_seconds|exec: {command: a}, timeout_seconds: 4|exec: {command: a}",
        "success_threshold|exec: {command: a}, success_threshold: 4|exec: {command: a}",
        "failure_threshold|exec: {command: a}, failure_threshold: 4|exec: {command: a}",
    ];

    // A key below 'processes', what it is written with, and the same without it; 'command: a' where nothing else is said.
    private static readonly string[] OfProcess =
    [
        "command|command: b", "entrypoint|entrypoint: [b]|entrypoint: [a]", "working_dir|working_dir: /", "environment|environment: [A=1]", "env_file|env_file: a.env",
        "is_dotenv_disabled|is_dotenv_disabled: true", "description|description: d", "vars|command: 'a {{.X}}', vars: {X: 1}|command: 'a {{.X}}', vars: {X: 2}",
        "is_template_disabled|command: 'a {{1}}', is_template_disabled: true|command: 'a {{1}}'", "extends|extends: db", "namespace|namespace: n", "disabled|disabled: true",
        "is_disabled|is_disabled: 'true'", "replicas|replicas: 2", "success_exit_codes|success_exit_codes: [3]", "is_daemon|is_daemon: true",
        "launch_timeout_seconds|launch_timeout_seconds: 9", "is_foreground|is_foreground: true", "is_tty|is_tty: true", "is_interactive|is_interactive: true",
        "is_elevated|is_elevated: true", "monitor_for|monitor_for: silence", "monitor_silence_threshold|monitor_silence_threshold: 5s", "truncate_log|truncate_log: true",
        "disable_ansi_colors|disable_ansi_colors: true", "availability.restart|availability: {restart: always}", "availability.backoff_seconds|availability: {backoff_seconds: 7}",
        "availability.max_restarts|availability: {max_restarts: 3}", "availability.exit_on_end|availability: {exit_on_end: true}",
        "availability.exit_on_skipped|availability: {exit_on_skipped: true}",
        "depends_on.condition|depends_on: {db: {condition: process_log_ready}}|depends_on: {db: {condition: process_started}}", "ready_log_line|ready_log_line: up",
        "shutdown.command|shutdown: {command: b}", "shutdown.signal|shutdown: {signal: 2}", "shutdown.timeout_seconds|shutdown: {timeout_seconds: 3}",
        "shutdown.parent_only|shutdown: {parent_only: true}", "shutdown.send_keys|is_tty: true, shutdown: {send_keys: q}|is_tty: true", "log_location|log_location: b.log",
        "schedule.cron|schedule: {cron: '1 * * * *'}|schedule: {cron: '2 * * * *'}",
        "schedule.timezone|schedule: {cron: '1 * * * *', timezone: Europe/Berlin}|schedule: {cron: '1 * * * *'}", "schedule.interval|schedule: {interval: 1m}|schedule: {interval: 2m}",
        "schedule.run_on_start|schedule: {interval: 1m, run_on_start: true}|schedule: {interval: 1m}",
        "schedule.max_concurrent|schedule: {interval: 1m, max_concurrent: 2}|schedule: {interval: 1m}", "watch.paths.path|watch: {paths: [{path: b}]}|watch: {paths: [{path: a}]}",
        "watch.paths.include|watch: {paths: [{path: a, include: ['*.go']}]}|watch: {paths: [{path: a}]}",
        "watch.paths.exclude|watch: {paths: [{path: a, exclude: ['*.go']}]}|watch: {paths: [{path: a}]}", "watch.cascade|watch: {paths: [{path: a}], cascade: true}|watch: {paths: [{path: a}]}",
        "watch.debounce|watch: {paths: [{path: a}], debounce: 9s}|watch: {paths: [{path: a}]}", "watch.max_entries|watch: {paths: [{path: a}], max_entries: 9}|watch: {paths: [{path: a}]}",
        "watch.buffer_size|watch: {paths: [{path: a}], buffer_size: 9000}|watch: {paths: [{path: a}]}",
        "watch.disable_default_excludes|watch: {paths: [{path: a}], disable_default_excludes: true}|watch: {paths: [{path: a}]}",
        "mcp.type|mcp: {type: tool}", "mcp.timeout|mcp: {type: tool, timeout: 5s}|mcp: {type: tool}", "mcp.arguments.name|mcp: {type: tool, arguments: [{name: x}]}|mcp: {type: tool}",
        "mcp.arguments.type|mcp: {type: tool, arguments: [{name: x, type: integer}]}|mcp: {type: tool, arguments: [{name: x}]}",
        "mcp.arguments.description|mcp: {type: tool, arguments: [{name: x, description: d}]}|mcp: {type: tool, arguments: [{name: x}]}",
        "mcp.arguments.required|mcp: {type: tool, arguments: [{name: x, required: true}]}|mcp: {type: tool, arguments: [{name: x}]}",
        "mcp.arguments.default|mcp: {type: tool, arguments: [{name: x, default: d}]}|mcp: {type: tool, arguments: [{name: x}]}", "is_optional|is_optional: true",
        "x-portorch.tier|x-portorch: {tier: 1}", "x-portorch.scope|x-portorch: {scope: machine}", "x-portorch.kind|x-portorch: {kind: task}", "x-portorch.ports|x-portorch: {ports: {http: 80}}",
        "x-portorch.required|x-portorch: {required: false}", "name|name: n", "original_config|original_config: c", "replica_num|replica_num: 1", "replica_name|replica_name: n",
        "executable|executable: e", "args|args: [b]",
    ];

    private static readonly string[] OfLogs =
    [
        "rotation.max_size_mb|rotation: {max_size_mb: 1}", "rotation.max_backups|rotation: {max_backups: 2}", "rotation.max_age_days|rotation: {max_age_days: 3}",
        "rotation.compress|rotation: {compress: true}", "rotation.directory|rotation: {directory: d}", "rotation.filename|rotation: {filename: f}", "fields_order|fields_order: [time]",
        "disable_json|disable_json: true", "timestamp_format|timestamp_format: '2006'", "no_color|no_color: true", "no_metadata|no_metadata: true", "add_timestamp|add_timestamp: true",
        "flush_each_line|flush_each_line: true",
    ];

    private static readonly string[] OfProject =
    [
        "name|name: n", "environment|environment: [A=1]", "env_cmds|env_cmds: {A: b}", "vars|vars: {V: 1}|vars: {V: 2}", "disable_env_expansion|disable_env_expansion: true",
        "is_strict|is_strict: true", "extends|extends: other.yaml", "log_location|log_location: l.log", "log_level|log_level: debug", "log_length|log_length: 5", "log_format|log_format: f",
        "shell.shell_command|shell: {shell_command: sh}", "shell.shell_argument|shell: {shell_argument: -ec}", "shell.elevated_shell_command|shell: {elevated_shell_command: env}",
        "shell.elevated_shell_argument|shell: {elevated_shell_argument: -S}", "mcp_server.host|mcp_server: {host: h}", "mcp_server.port|mcp_server: {port: 1}",
        "mcp_server.transport|mcp_server: {transport: stdio}", "mcp_server.timeout|mcp_server: {timeout: 5s}", "mcp_server.expose_control_tools|mcp_server: {expose_control_tools: true}",
        "mcp_server.trusted_hosts|mcp_server: {trusted_hosts: [h]}", "file_names|file_names: [a]", "env_file_names|env_file_names: [a]", "dot_env_vars|dot_env_vars: {A: b}",
    ];

    private static IEnumerable<TestCaseData> Keys()
    {
        var ofProcess = OfProcess.Concat(Below("readiness_probe", Probes)).Concat(Below("liveness_probe", Probes)).Concat(Below("log_configuration", OfLogs));
        foreach (var (path, with, without) in ofProcess.Select(Split)) yield return Case("processes." + path, Process(with), Process(without));
        foreach (var (path, with, without) in OfProject.Concat(Below("log_configuration", OfLogs)).Select(Split)) yield return Case(path, Project(with), Project(without));

        static TestCaseData Case(string path, string with, string without) => new TestCaseData(path, with, without).SetArgDisplayNames(path);
    }

    [TestCaseSource(nameof(Keys))]
    public async Task ReadAsync_Key_ChangesTheDefinitionOrIsNamed(string path, string with, string without)
    {
        Temp.Write(".env", "DOT=1\n");
        Temp.Write("a.env", "OWN=1\n");
        Temp.Write("other.yaml", "processes: {other: {command: x}}");
        Caller["A"] = "a";

        var (changed, plain) = (await ReadYamlAsync(with), await ReadYamlAsync(without));

        var isNamed = changed.Diagnostics.Any(d => path.Split('.').Any(key => d.Message.Contains($"'{key}'", StringComparison.Ordinal)));
        var isHonoured = Contents.Of(changed.Definition) != Contents.Of(plain.Definition) || changed.HasPendingCommands != plain.HasPendingCommands;
        Assert.That(isNamed || isHonoured, Is.True, path);
        Assert.That(isHonoured || !Errors(changed).Any(), Is.True, "it is refused, not ignored");
    }

    [Test]
    public void Keys_OfTheTables_AreAllTried() =>
        Assert.That(Keys().Select(k => (string)k.Arguments[0]!).Concat(AlwaysSo), Is.EquivalentTo(PathsOf(ProcessComposeKeys.Project, "")));

    [TestCase("processes:\n  web: {command: a}\n  web2: {comand: b}\n", "comand")]
    [TestCase("procesess: {}\nprocesses: {}\n", "procesess")]
    [TestCase("processes:\n  web: {command: a, readiness_probe: {exec: {command: x}, period_second: 1}}\n", "period_second")]
    [TestCase("processes:\n  web: {command: a, depends_on: {db: {condition: process_started, required: false}}}\n  db: {command: x}\n", "required")]
    public async Task ReadAsync_UnknownKeyAtAnyDepth_IsNamed(string text, string key)
    {
        var result = await ReadYamlAsync(text);

        Assert.That(result.Diagnostics.Single(d => d.Code == DiagnosticCodes.UnknownKey) is { Severity: DiagnosticSeverity.Warning } found && found.Message.Contains($"'{key}'"), Is.True);
    }

    private static string Process(string keys)
    {
        var isWhole = keys.StartsWith("command:", StringComparison.Ordinal) || keys.StartsWith("entrypoint:", StringComparison.Ordinal);
        var own = isWhole ? keys : keys.Length == 0 ? "command: a" : "command: a, " + keys;
        return "processes:\n  db: {command: x, ready_log_line: up, description: base}\n  web: {" + own + "}\n";
    }

    private static string Project(string keys) => $$$"""
        {{{keys}}}
        processes:
          web: {command: 'a {{.V}} ${A}', is_elevated: true, unknown_key: 1}
        """;

    private static IEnumerable<string> Below(string key, IEnumerable<string> cases) => cases.Select(Split).Select(c => $"{key}.{c.Path}|{key}: {{{c.With}}}|{(c.Without.Length > 0 ? $"{key}: {{{c.Without}}}" : "")}");

    private static (string Path, string With, string Without) Split(string text) => text.Split('|') is [var path, var with, .. var rest] ? (path, with, rest.Length > 0 ? rest[0] : "") : default;

    private static IEnumerable<string> PathsOf(Shape shape, string path) => shape switch
    {
        RecordShape record => record.Keys.SelectMany(k => PathsOf(k.Shape, path + (path.Length > 0 ? "." : "") + k.Name).DefaultIfEmpty(path + (path.Length > 0 ? "." : "") + k.Name)),
        DictionaryShape { Value: RecordShape } map => PathsOf(map.Value, path),
        ListShape { Item: RecordShape } list => PathsOf(list.Item, path),
        _ => [],
    };
}
