using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.ProcessCompose;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the values of one process of a process-compose file.</summary>
internal sealed class ProcessWriter(string root, ICollection<string> losses)
{
    private static readonly ServiceDefinition Standard = new() { Name = "", WorkingDirectory = "" };

    public ExportValue Write(ServiceDefinition service, IReadOnlyDictionary<string, string> groups)
    {
        var (folder, command) = service.StartCommand?.Text is { } text && FolderCommand.Split(text, service.WorkingDirectory) is { } split
            ? split
            : (service.WorkingDirectory, service.StartCommand?.Text);
        var policies = new ProcessPolicyWriter(service, losses);
        var probes = new ProcessProbeWriter(service, losses);
        TellLosses(service);
        return new MapWriter()
            .Text("command", command is null ? null : ProcessText.Rendered(command))
            .Texts("entrypoint", [.. (service.StartCommand?.Arguments ?? []).Select(ProcessText.Expanded)])
            .Text("working_dir", WrittenPaths.FromRoot(root, folder) is { } path ? ProcessText.Rendered(path) : null)
            .Value("environment", Variables($"'{service.Name}'", Own(service), ProcessText.Rendered, losses))
            .Text("description", service.Description is { } words ? ProcessText.Rendered(words) : null)
            .Value("namespace", Namespaces(service))
            .Flag("disabled", service is { Disabled: true, Foreground: false, Tool: null })
            .Flag("is_optional", !service.Required)
            .Flag("is_daemon", service.Kind == ServiceKind.Daemon)
            .Flag("is_foreground", service.Foreground)
            .Flag("is_tty", service is { Tty: true, Interactive: false })
            .Flag("is_interactive", service.Interactive)
            .Number("replicas", service.Replicas, Standard.Replicas)
            .Value("success_exit_codes", ExitCodes(service))
            .Map("depends_on", Dependencies(service, groups))
            .Map("readiness_probe", probes.Readiness())
            .Text("ready_log_line", probes.Line())
            .Map("liveness_probe", probes.Liveness())
            .Map("availability", policies.Availability())
            .Map("shutdown", policies.Shutdown())
            .Map("schedule", Schedule(service.Schedule))
            .Map("watch", WatchWriter.ForProcess(root, IsWatchable(service) ? service.Watch : null))
            .Text("log_location", LogFileWriter.Location(OwnFile(service), root))
            .Map("log_configuration", LogFileWriter.Configuration(OwnFile(service)))
            .Flag("truncate_log", service.Log.ClearOnStart)
            .Map("mcp", ToolWriter.Tool(service.Tool))
            .Map("x-portorch", Extension(service))
            .Build();
    }

    public static ExportValue? Variables(string owner, IReadOnlyDictionary<string, string> variables, Func<string, string> write, ICollection<string> losses)
    {
        if (variables.Count == 0) return null;
        var items = new List<ExportValue>();
        foreach (var (name, value) in variables)
        {
            if (ProcessText.Literal(value) is not { } literal) losses.Add($"{owner}: that the variable {name} names another one");
            items.Add(new ExportValue.Text(write($"{name}={ProcessText.Literal(value) ?? value}")));
        }

        return new ExportValue.List(items);
    }

    // The project's own is written once, and copies have files with numbers of their own.
    private static LogFileDefinition? OwnFile(ServiceDefinition service) => service is { Replicas: 1, Log.File: { IsShared: false } file } ? file : null;

    private static Dictionary<string, string> Own(ServiceDefinition service) =>
        service.Environment.Where(v => v.Key is not ("PC_PROC_NAME" or "PC_REPLICA_NUM")).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);

    private static ExportValue? Namespaces(ServiceDefinition service) => service.Namespaces switch
    {
        [] or ["default"] => null,
        [var one] => new ExportValue.Text(one),
        var all => new ExportValue.List([.. all.Select(n => new ExportValue.Text(n))]),
    };

    private static ExportValue.List? ExitCodes(ServiceDefinition service)
    {
        var codes = service.SuccessExitCodes.Where(c => c != 0).ToList();
        return codes.Count == 0 ? null : new ExportValue.List([.. codes.Select(c => new ExportValue.Number(c))]);
    }

    private static MapWriter Dependencies(ServiceDefinition service, IReadOnlyDictionary<string, string> groups)
    {
        var map = new MapWriter();
        foreach (var dependency in service.Dependencies.DistinctBy(d => (groups.GetValueOrDefault(d.Service, d.Service), d.Condition)))
        {
            map.Map(groups.GetValueOrDefault(dependency.Service, dependency.Service), new MapWriter().Text("condition", ProcessKeys.Conditions.WordOf(dependency.Condition)));
        }

        return map;
    }

    private static bool IsWatchable(ServiceDefinition service) => service.Replicas == 1;

    private static MapWriter Schedule(ScheduleDefinition? schedule) => new MapWriter()
        .Text("cron", schedule?.Cron)
        .Text("timezone", schedule?.TimeZone)
        .Text("interval", schedule?.Interval is { } interval ? FormattableString.Invariant($"{interval.TotalSeconds}s") : null)
        .Flag("run_on_start", schedule?.RunOnStart == true)
        .Number("max_concurrent", schedule?.MaxConcurrent, 1);

    private static MapWriter Extension(ServiceDefinition service) => new MapWriter()
        .Number("tier", service.Tier, ScopeTiers.Default(service.Scope))
        .Text("scope", service.Scope == Standard.Scope ? null : Vocabulary.Scopes.WordOf(service.Scope))
        .Text("kind", service.Kind is ServiceKind.Process or ServiceKind.Daemon ? null : Vocabulary.Kinds.WordOf(service.Kind))
        .Map("ports", ServiceWriter.Ports(service));

    private void TellLosses(ServiceDefinition service)
    {
        Lose(service.StopPolicy is not null, "when it is stopped that nobody needs it any more");
        Lose(service.MinUptime is not null, "how long it must have run to be ready");
        Lose(service.Watch is not null && !IsWatchable(service), "the files that its copies watch");
        Lose(service.DefaultEnvironment.Count > 0, "the variables of .env, which are read from there again");
        Lose(service.Log.File is { IsShared: false } && service.Replicas > 1, "the files that the output of its copies is written to");
        // With a file, standard error is kept apart anyway.
        var apart = service.Log.File is null && service.Log.SeparateStandardError;
        Lose(service.Log with { File = null, ClearOnStart = false, SeparateStandardError = apart } != Standard.Log, "how its log is kept");
        Lose(service.Limits != ServiceLimits.None, "what it may use");
        Lose(service.StopCommand is not null && service.Kind != ServiceKind.Daemon && service.Launcher is null, "the command that stops it");

        void Lose(bool isLost, string what)
        {
            if (isLost) losses.Add($"'{service.Name}': {what}");
        }
    }
}
