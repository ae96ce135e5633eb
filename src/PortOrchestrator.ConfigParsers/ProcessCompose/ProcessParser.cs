using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.Launchers;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Makes the definition of one replica of one process.</summary>
internal sealed class ProcessParser(
    DiagnosticBag diagnostics, Fields process, string name, TemplateText templates, string folder, IReadOnlyDictionary<string, string> environment)
{
    private static readonly string[] Signals =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE",
        "SIGALRM", "SIGTERM",
    ];

    public ServiceDefinition Parse(SourceLocation location, IReadOnlyList<ServiceDependency> dependencies)
    {
        var own = process.Map("x-portorch") is { } map ? new Fields(map) : (Fields?)null;
        var kind = own?.Choice("kind", Vocabulary.Kinds) ?? (process.Flag("is_daemon") == true ? ServiceKind.Daemon : ServiceKind.Process);
        var start = Command();
        var launcher = start is null || kind == ServiceKind.Task ? null : LauncherRecognizer.Recognize(start)?.Definition;
        var working = process.Scalar("working_dir") is { } path ? Path.GetFullPath(FilePaths.ExpandHome(templates.Render(path)), folder) : folder;
        var probes = new ProbeReader(diagnostics, templates, working);
        var line = process.Scalar("ready_log_line");
        var probe = process.Map("readiness_probe");
        if (line is not null && probe is not null)
            diagnostics.Error(DiagnosticCodes.Contradiction, line.Place, "'ready_log_line' and 'readiness_probe' exclude each other", "keep one of them");
        var readiness = probe is not null ? probes.Read(probe) : line is not null ? ProbeReader.OfLine(line) : null;
        var shutdown = Shutdown();
        return new ServiceDefinition
        {
            Name = name,
            Description = process.Scalar("description") is { } text ? templates.Render(text) : null,
            Tier = own?.Whole("tier") ?? 3,
            Kind = kind,
            Scope = own?.Choice("scope", Vocabulary.Scopes) ?? ServiceScope.Checkout,
            Required = own?.Flag("required") ?? process.Flag("is_optional") != true,
            Disabled = IsDisabled(),
            StartCommand = start,
            StopCommand = kind == ServiceKind.Daemon || launcher is not null ? shutdown.Command : null,
            Launcher = launcher,
            WorkingDirectory = working,
            Environment = environment.ToDictionary(p => p.Key, p => p.Value.Replace("$", "$$", StringComparison.Ordinal), StringComparer.Ordinal),
            Ports = Ports(own, start, readiness),
            Dependencies = dependencies,
            Readiness = readiness,
            Liveness = probes.Read(process.Map("liveness_probe")),
            // process-compose gives a log line all the time it needs, and a probe until its last failure.
            ReadyTimeout = probe is null || readiness is null
                ? TimeSpan.FromDays(1)
                : readiness.InitialDelay + (readiness.Period * (readiness.FailureThreshold - 1)) + readiness.Timeout,
            SuccessExitCodes = process.Value("success_exit_codes") is SequenceNode codes
                ? [.. codes.Items.OfType<ScalarNode>().Select(c => (int)c.Number).Prepend(0).Distinct()]
                : [0],
            Restart = Restart(),
            Shutdown = shutdown,
            Namespaces = Namespaces(),
            Location = location,
        };
    }

    private List<string> Namespaces()
    {
        var names = process.Scalars("namespace").Select(n => n.Text.Trim()).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return names.Count > 0 ? names : ["default"];
    }

    // What is only run on demand, by the clock or by a tool must not be started by 'up'.
    private bool IsDisabled() => process.Text("is_disabled") switch
    {
        "true" => true,
        "false" => false,
        _ => process.Flag("disabled") == true,
    } || process.Flag("is_foreground") == true || process.Has("schedule") || process.Has("mcp");

    private CommandLine? Command()
    {
        var entrypoint = process.Scalars("entrypoint");
        if (process.Scalar("command") is { } command)
        {
            if (entrypoint.Count > 0)
                diagnostics.Warning(DiagnosticCodes.Contradiction, process.PlaceOf("entrypoint"), "'entrypoint' is not used, for 'command' is given, too", "keep one of them");
            return CommandLine.Shell(process.Flag("is_template_disabled") == true ? command.Text : templates.Render(command));
        }

        if (entrypoint.Count > 0) return CommandLine.Exec([.. entrypoint.Select(e => e.Text)]);
        diagnostics.Error(DiagnosticCodes.MissingKey, process.Node.Place, $"the process '{name}' has no command", "add 'command' or 'entrypoint'");
        return null;
    }

    private RestartDefinition Restart()
    {
        var standard = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true };
        if (process.Map("availability") is not { } map) return standard;
        var fields = new Fields(map);
        var policy = fields.Text("restart");
        if (policy is "exit_on_failure" or "exit_on_end")
            diagnostics.Warning(DiagnosticCodes.NotRunYet, fields.PlaceOf("restart"), $"'restart: {policy}' does not end the project yet", "the process is not started again");
        var limit = fields.Whole("max_restarts");
        return standard with
        {
            Policy = policy switch { "always" => RestartPolicy.Always, "on_failure" => RestartPolicy.OnFailure, _ => RestartPolicy.No },
            Backoff = TimeSpan.FromSeconds(Math.Clamp(fields.Whole("backoff_seconds") ?? 1, 1, 31_536_000)),
            MaxBackoff = TimeSpan.FromSeconds(Math.Clamp(fields.Whole("backoff_seconds") ?? 1, 30, 31_536_000)),
            MaxRestarts = limit > 0 ? limit : null,
        };
    }

    private ShutdownDefinition Shutdown()
    {
        var standard = new ShutdownDefinition();
        if (process.Map("shutdown") is not { } map) return standard;
        var fields = new Fields(map);
        var number = fields.Whole("signal") ?? 15;
        var isKnown = number >= 1 && number < Signals.Length;
        if (!isKnown) diagnostics.Warning(DiagnosticCodes.NumberCut, fields.PlaceOf("signal"), $"signal {number} is not supported; SIGTERM is sent");
        return standard with
        {
            Signal = isKnown ? Signals[number] : standard.Signal,
            Command = fields.Text("command") is { } command ? CommandLine.Shell(command) : null,
            Timeout = fields.Whole("timeout_seconds") is { } seconds and > 0 and <= 31_536_000 ? TimeSpan.FromSeconds(seconds) : standard.Timeout,
        };
    }

    private IReadOnlyList<PortDefinition> Ports(Fields? own, CommandLine? start, ProbeDefinition? readiness)
    {
        var entries = new List<MapEntry>
        {
            new("name", process.Node.Place, new ScalarNode(process.Node.Place, ScalarKind.Text, name)),
            new("start_command", process.PlaceOf("command"), new ScalarNode(process.PlaceOf("command"), ScalarKind.Text, "")),
        };
        if (own?.Map("ports") is { } ports) entries.Add(new MapEntry("ports", ports.Place, ports));
        if (process.Value("environment") is { } list) entries.Add(new MapEntry("env", list.Place, list));
        // A $PORT in a value reaches the process as it is written, so it does not ask for a port.
        var told = environment.Where(p => !p.Value.Contains('$')).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        return new PortParser(diagnostics, new Fields(new MapNode(process.Node.Place, entries)), told).Parse(start, readiness);
    }
}
