using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the values of one service of a <c>.project-services</c> file.</summary>
/// <param name="root">The project's root folder.</param>
/// <param name="groups">The services that copies belong to, by the names of the copies.</param>
/// <param name="losses">Where goes what cannot be written.</param>
internal sealed class ServiceWriter(string root, IReadOnlyDictionary<string, string> groups, ICollection<string> losses)
{
    private static readonly ServiceDefinition Standard = new() { Name = "", WorkingDirectory = "" };

    public ExportValue Write(ServiceDefinition service)
    {
        TellLosses(service);
        var probes = new ProbeWriter(service.Name, losses);
        var map = new MapWriter()
            .Text("name", service.Name)
            .Text("description", service.Description)
            .Number("tier", service.Tier, ScopeTiers.Default(service.Scope))
            .Text("kind", service.Kind == Standard.Kind ? null : Vocabulary.Kinds.WordOf(service.Kind))
            .Text("scope", service.Scope == Standard.Scope ? null : Vocabulary.Scopes.WordOf(service.Scope));
        if (!service.Required) map.Value("required", new ExportValue.Flag(false));
        EngineWriter.Add(map, root, service);
        map.Flag("disabled", service.Disabled)
            .Command("start_command", EngineWriter.IsEngine(service) ? null : service.StartCommand)
            .Command("stop_command", service.StopCommand)
            .Text("working_dir", WrittenPaths.FromRoot(root, service.WorkingDirectory))
            .Variables("env", service.Environment)
            .Map("ports", Ports(service with { Ports = [.. service.Ports.Where(p => !EngineWriter.IsPublished(service, p))] }));
        AddDependencies(map, service);
        if (service.Readiness is not { Check: EngineCheck }) probes.AddReadiness(map, service.Readiness);
        return map
            .Map("liveness_probe", probes.Probe(service.Liveness, isLiveness: true))
            .Seconds("timeout_seconds", Limited(service.ReadyTimeout), Standard.ReadyTimeout)
            .Seconds("min_uptime_seconds", service.MinUptime)
            .Value("success_exit_codes", service.SuccessExitCodes is [0] ? null : new ExportValue.List([.. service.SuccessExitCodes.Select(c => new ExportValue.Number(c))]))
            .Map("restart", Restart(service.Restart))
            .Map("shutdown", Shutdown(service.Shutdown))
            .Map("limits", Limits(service.Limits))
            .Text("stop_policy", service.StopPolicy is { } policy ? Vocabulary.StopPolicies.WordOf(policy) : null)
            .Map("log", Log(service.Log))
            .Flag("tty", service.Tty)
            .Number("replicas", service.Replicas, Standard.Replicas)
            .Text("namespace", service.Namespaces.FirstOrDefault(n => n != "default"))
            .Map("watch", WatchWriter.ForProject(root, service.Watch))
            .Text("schedule", Schedule(service.Schedule))
            .Build();
    }

    /// <summary>The ports that are written: what the reader finds again in commands, checks and variables needs no words.</summary>
    public static MapWriter Ports(ServiceDefinition service)
    {
        var ports = new MapWriter();
        foreach (var port in service.Ports.Where(p => !p.Inferred))
        {
            ports.Map(port.Name, new MapWriter()
                .Number("port", port.Port)
                .Text("mode", Vocabulary.PortModes.WordOf(port.Mode))
                .Text("protocol", port.Protocol == PortProtocol.Tcp ? null : Vocabulary.Protocols.WordOf(port.Protocol))
                .Text("env", port.EnvironmentVariable));
        }

        return ports;
    }

    private void AddDependencies(MapWriter map, ServiceDefinition service)
    {
        var all = service.Dependencies.Select(d => d with { Service = groups.GetValueOrDefault(d.Service, d.Service) })
            .DistinctBy(d => (d.Service, d.Condition)).ToList();
        if (all.TrueForAll(d => d.Condition == DependencyCondition.Ready))
        {
            map.Texts("dependencies", [.. all.Select(d => d.Service)]);
            return;
        }

        var written = new MapWriter();
        foreach (var dependency in all) written.Map(dependency.Service, new MapWriter().Text("condition", Vocabulary.Conditions.WordOf(dependency.Condition)));
        map.Map("depends_on", written);
    }

    // A day stands for no limit, which the format does not know.
    private static TimeSpan Limited(TimeSpan time) => time < TimeSpan.FromDays(1) ? time : TimeSpan.FromDays(1);

    private static MapWriter Restart(RestartDefinition restart)
    {
        var standard = Standard.Restart;
        return new MapWriter()
            .Text("policy", restart.IsExplicit || restart.Policy != standard.Policy ? Vocabulary.RestartPolicies.WordOf(restart.Policy) : null)
            .Seconds("backoff_seconds", restart.Backoff, standard.Backoff)
            .Seconds("max_backoff_seconds", restart.MaxBackoff, standard.MaxBackoff)
            .Number("max_restarts", restart.MaxRestarts)
            .Seconds("reset_after_seconds", restart.ResetAfter, standard.ResetAfter)
            .Flag("with_dependency", restart.WithDependency);
    }

    private static MapWriter Shutdown(ShutdownDefinition shutdown) => new MapWriter()
        .Text("signal", shutdown.Signal == Standard.Shutdown.Signal ? null : shutdown.Signal)
        .Command("command", shutdown.Command)
        .Seconds("timeout_seconds", shutdown.Timeout, Standard.Shutdown.Timeout);

    private static MapWriter Limits(ServiceLimits limits) => new MapWriter()
        .Number("memory_mb", limits.MemoryMegabytes)
        .Number("cpu_percent", limits.CpuPercent)
        .Number("processes", limits.Processes)
        .Number("open_files", limits.OpenFiles);

    private static MapWriter Log(LogDefinition log) => new MapWriter()
        .Number("max_size_mb", log.MaxSizeMegabytes, Standard.Log.MaxSizeMegabytes)
        .Number("max_files", log.MaxFiles, Standard.Log.MaxFiles)
        .Flag("separate_stderr", log.SeparateStandardError);

    private static string? Schedule(ScheduleDefinition? schedule)
    {
        if (schedule?.Interval is { } interval) return FormattableString.Invariant($"@every {interval.TotalSeconds}s");
        return schedule?.Cron is { } cron ? (schedule.TimeZone is { } zone ? $"TZ={zone} " : "") + cron : null;
    }

    private void TellLosses(ServiceDefinition service)
    {
        Lose(service.EndsProject != ProjectExit.Never, "that its end ends the project");
        Lose(service.Foreground, "that it runs in the foreground only; it is disabled");
        Lose(service.Interactive, "that users are told to attach to its terminal");
        Lose(service.Shutdown.ParentOnly, "that only its first process gets the signal");
        Lose(service.Shutdown.SendKeys is not null, "the keys that stop it");
        Lose(service.Restart.OnLostReadiness, "that lost readiness restarts it");
        Lose(service.Namespaces.Count > 1, "all namespaces but the first");
        Lose(service.Log.File is not null, "the file that its output is written to");
        Lose(service.Log.ClearOnStart, "that every start empties its log");
        Lose(service.Schedule is { RunOnStart: true } or { MaxConcurrent: > 1 }, "that its schedule begins at the start, or lets runs overlap");
        Lose(service.Tool is not null, "that it is a tool for agents; it is disabled");
        Lose(service.DefaultEnvironment.Count > 0, "the variables of .env");

        void Lose(bool isLost, string what)
        {
            if (isLost) losses.Add($"'{service.Name}': {what}");
        }
    }
}
