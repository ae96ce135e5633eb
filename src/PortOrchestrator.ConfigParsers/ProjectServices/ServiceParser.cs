using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.Launchers;
using PortOrchestrator.ConfigParsers.Schedules;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Makes the definition of one service.</summary>
internal sealed class ServiceParser(
    DiagnosticBag diagnostics, Fields service, IReadOnlyDictionary<string, string> environment, ServiceScope defaultScope = ServiceScope.Checkout)
{
    /// <summary>The Compose service that it is.</summary>
    public ComposeDefinition? Compose { get; init; }

    public ServiceDefinition Parse()
    {
        var kind = service.Choice("kind", Vocabulary.Kinds) ?? ServiceKind.Process;
        var scope = Scope();
        var (start, launcher) = Start(kind);
        var check = new HealthCheckParser(diagnostics).Parse(service);
        var probes = new ProbeParser(diagnostics);
        var readiness = check ?? probes.Parse(service.Map("readiness_probe"));
        var isEngine = kind is ServiceKind.Compose or ServiceKind.Systemd;
        var ports = new PortParser(diagnostics, service, environment).Parse(start, readiness);
        return new ServiceDefinition
        {
            Name = service.Text("name") ?? "",
            Description = service.Text("description"),
            Tier = service.Whole("tier") ?? ScopeTiers.Default(scope),
            Kind = kind,
            Scope = scope,
            StopPolicy = service.Choice("stop_policy", Vocabulary.StopPolicies),
            Required = service.Flag("required") ?? !(service.Flag("optional") ?? false),
            Disabled = service.Flag("disabled") ?? false,
            StartCommand = start,
            StopCommand = service.Command("stop_command"),
            Launcher = launcher,
            Compose = Compose,
            Systemd = EngineCommands.Unit(service, kind),
            WorkingDirectory = WorkingDirectory(),
            Environment = environment,
            Ports = ports,
            Dependencies = DependencyParser.Parse(service),
            Readiness = readiness ?? HealthCheckParser.OfPort(service, ports) ?? (isEngine ? EngineCommands.StandardCheck : null),
            Liveness = probes.Parse(service.Map("liveness_probe")),
            ReadyTimeout = service.Seconds("timeout_seconds") ?? TimeSpan.FromSeconds(60),
            MinUptime = service.Seconds("min_uptime_seconds"),
            SuccessExitCodes = service.Value("success_exit_codes") is SequenceNode codes
                ? [.. codes.Items.OfType<ScalarNode>().Where(c => c.IsInteger).Select(c => (int)c.Number)]
                : [0],
            Restart = PolicyParser.Restart(service),
            Shutdown = PolicyParser.Shutdown(service),
            Limits = PolicyParser.Limits(service),
            Log = LogOf(),
            Tty = service.Flag("tty") ?? false,
            Replicas = service.Whole("replicas") is { } copies and >= 1 and <= 1000 ? copies : 1,
            Namespaces = service.Text("namespace") is { } label ? [label] : [],
            Schedule = ScheduleOf(),
            Watch = new WatchParser(diagnostics).Read(service),
            MayLaunch = kind is ServiceKind.Process or ServiceKind.Daemon,
            Location = service.Node.Place.Location,
        };
    }

    private ServiceScope Scope()
    {
        var written = service.Choice("scope", Vocabulary.Scopes);
        if (defaultScope != ServiceScope.Machine || written is null or ServiceScope.Machine) return written ?? defaultScope;
        diagnostics.Error(
            DiagnosticCodes.Contradiction, service.PlaceOf("scope"), "every service of this file is the machine's, whatever project needs it", "remove this key, or move the service to a project's file");
        return ServiceScope.Machine;
    }

    private (CommandLine? Start, LauncherDefinition? Launcher) Start(ServiceKind kind)
    {
        if (kind is ServiceKind.Compose or ServiceKind.Systemd) return EngineCommands.Of(service, kind, Compose);
        if (kind == ServiceKind.External) return (null, null);
        var start = service.Command("start_command");
        if (start is null || kind == ServiceKind.Task) return (start, null);
        var launch = LauncherRecognizer.Recognize(start);
        if (launch is { KeepsContainer: true } && !service.Has("stop_command"))
        {
            diagnostics.Warning(
                DiagnosticCodes.ContainerKept,
                service.PlaceOf("start_command"),
                $"the container '{launch.Definition.Target}' keeps its name after it has stopped, so the next start would fail",
                "add --rm to docker run, or a 'stop_command' that removes the container");
        }

        return (start, launch?.Definition);
    }

    private ScheduleDefinition? ScheduleOf()
    {
        if (service.Scalar("schedule") is not { Kind: ScalarKind.Text } written || !Patterns.Schedule().IsMatch(written.Text)) return null;
        if (CronSchedule.Parse(written.Text).Error is { } error)
            diagnostics.Error(DiagnosticCodes.InvalidText, written.Place, $"'schedule' cannot be read: {error.Message}", error.Hint);
        return new ScheduleDefinition { Cron = written.Text, Location = written.Place.Location };
    }

    private LogDefinition LogOf()
    {
        var log = PolicyParser.Log(service);
        if (!log.SeparateStandardError || service.Flag("tty") != true) return log;
        diagnostics.Warning(
            DiagnosticCodes.Contradiction,
            service.PlaceOf("tty"),
            "a terminal takes the output and the standard error of a service alike, so 'separate_stderr' has no effect with 'tty'",
            "remove one of them");
        return log with { SeparateStandardError = false };
    }

    private string WorkingDirectory()
    {
        var folder = FilePaths.WorkingDirectory(service);
        if (folder != service.Node.Place.File.Folder && !Directory.Exists(folder))
        {
            diagnostics.Warning(
                DiagnosticCodes.WorkingDirectoryMissing, service.PlaceOf("working_dir"), $"the folder {folder} does not exist", "create it before the service is started");
        }

        return folder;
    }
}
