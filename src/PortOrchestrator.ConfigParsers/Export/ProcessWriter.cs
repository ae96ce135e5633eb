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
            .Flag("disabled", service is { Disabled: true, Foreground: false })
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
            .Text("log_location", service.Log.File is { } log && service.Replicas == 1 ? ProcessText.Rendered(WrittenPaths.FromRoot(root, log) ?? log) : null)
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

    private static MapWriter Schedule(ScheduleDefinition? schedule) => new MapWriter()
        .Text("cron", schedule?.Cron)
        .Text("timezone", schedule?.TimeZone)
        .Text("interval", schedule?.Interval is { } interval ? FormattableString.Invariant($"{interval.TotalSeconds}s") : null)
        .Flag("run_on_start", schedule?.RunOnStart == true)
        .Number("max_concurrent", schedule?.MaxConcurrent, 1);

    private static MapWriter Extension(ServiceDefinition service) => new MapWriter()
        .Number("tier", service.Tier, Standard.Tier)
        .Text("scope", service.Scope == Standard.Scope ? null : Vocabulary.Scopes.WordOf(service.Scope))
        .Text("kind", service.Kind is ServiceKind.Process or ServiceKind.Daemon ? null : Vocabulary.Kinds.WordOf(service.Kind))
        .Map("ports", ServiceWriter.Ports(service));

    private void TellLosses(ServiceDefinition service)
    {
        Lose(service.MinUptime is not null, "how long it must have run to be ready");
        Lose(service.Watch is not null, "the files that it watches");
        Lose(service.DefaultEnvironment.Count > 0, "the variables of .env, which are read from there again");
        Lose(service.Log.File is not null && service.Replicas > 1, "the files that the output of its copies is copied to");
        Lose(service.Log with { File = null } != Standard.Log, "how its log is kept");
        Lose(service.Limits != ServiceLimits.None, "what it may use");
        Lose(service.StopCommand is not null && service.Kind != ServiceKind.Daemon && service.Launcher is null, "the command that stops it");

        void Lose(bool isLost, string what)
        {
            if (isLost) losses.Add($"'{service.Name}': {what}");
        }
    }
}
