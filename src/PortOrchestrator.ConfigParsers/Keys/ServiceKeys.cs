namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>The key table of one service.</summary>
internal static class ServiceKeys
{
    private static readonly RecordShape PortRecord = new("port",
    [
        new("port", Shapes.Port, "The wanted number; any when left out."),
        new("mode", Vocabulary.PortModes.Shape, "How firmly the number is meant; by default exact, or prefer when the service is told its port."),
        new("protocol", Vocabulary.Protocols.Shape, "The transport protocol.") { Default = "\"tcp\"" },
        new("env", new TextShape(Patterns.PortVariable(), "a variable name"), "An extra environment variable that carries the number."),
    ]);

    public static readonly DictionaryShape Ports = new(new EitherShape(Shapes.Port, PortRecord), Patterns.Name(), Shapes.Name.Form);

    private static readonly RecordShape Dependency = new("dependency",
    [
        new("condition", Vocabulary.Conditions.Shape, "What is waited for.") { Default = "\"ready\"" },
    ]);

    private static readonly RecordShape Restart = new("restart",
    [
        new("policy", Vocabulary.RestartPolicies.Shape, "When; unless written, only after the service has been ready once.") { Default = "\"on_failure\"" },
        new("backoff_seconds", Shapes.Seconds, "The wait before the first restart; it doubles with each further one.") { Default = "1" },
        new("max_backoff_seconds", Shapes.Seconds, "The longest wait.") { Default = "30" },
        new("max_restarts", new NumberShape(0, 1_000_000, IsWhole: true), "How many restarts in a row are tried; no limit when left out."),
        new("reset_after_seconds", Shapes.Seconds, "How long it has to be ready before wait and count start over.") { Default = "10" },
        new("with_dependency", Shapes.Flag, "Whether it is restarted when one of its dependencies was.") { Default = "false" },
    ]);

    private static readonly RecordShape Shutdown = new("shutdown",
    [
        new("signal", Vocabulary.Signals, "The signal that asks it to stop.") { Default = "\"SIGTERM\"" },
        new("command", Shapes.Command, "A command that asks it to stop, instead of the signal."),
        new("timeout_seconds", Shapes.Seconds, "The time the whole process tree has before it is killed.") { Default = "10" },
    ]);

    private static readonly RecordShape Limits = new("limits",
    [
        new("memory_mb", Positive(), "Memory in MiB."),
        new("cpu_percent", Positive(), "Processor time in percent of one core."),
        new("processes", Shapes.Count, "How many processes and threads."),
        new("open_files", Shapes.Count, "How many open files each process may have."),
    ]);

    private static readonly RecordShape Log = new("log",
    [
        new("max_size_mb", Positive(), "The size in MiB at which the head is archived.") { Default = "10" },
        new("max_files", new NumberShape(0, 1_000_000, IsWhole: true), "How many archives are kept.") { Default = "3" },
        new("separate_stderr", Shapes.Flag, "Whether standard error goes to a file of its own.") { Default = "false" },
    ]);

    private static readonly EitherShape WatchedPaths = new(
        Shapes.Text,
        new ListShape(
            new EitherShape(
                Shapes.Text,
                new RecordShape("watched_path",
                [
                    new("path", Shapes.Text, "A file or folder, relative to this file.") { IsRequired = true },
                    new("include", Shapes.TextOrTexts, "Patterns of the files that count; all when left out."),
                    new("exclude", Shapes.TextOrTexts, "Patterns of the files and folders that do not count."),
                ])),
            MinimumCount: 1));

    private static readonly RecordShape Watch = new("watch",
    [
        new("paths", WatchedPaths, "Files, folders and patterns, relative to this file.") { IsRequired = true },
        new("cascade", Shapes.Flag, "Whether everything that depends on it is restarted with it.") { Default = "false" },
        new("debounce_seconds", Shapes.Seconds, "How long nothing more must have changed.") { Default = "0.3" },
        new("max_folders", Shapes.Count, "How many folders are watched at most.") { Default = "8192" },
        new("default_excludes", Shapes.Flag, "Whether .git, node_modules, build output and editors' files are left out.") { Default = "true" },
    ]);

    private static readonly TextShape Schedule = new(Patterns.Schedule(), "five cron fields, or @daily, @every 10m and the like");

    public static readonly RecordShape Service = new("service",
    [
        new("name", Shapes.Name, "The name, unique within the project.") { IsRequired = true },
        new("description", Shapes.Text, "A sentence for people."),
        new("tier", new NumberShape(0, 3, IsWhole: true), "Lower tiers are ready before higher ones start.") { Default = "3" },
        new("kind", Vocabulary.Kinds.Shape, "What running means.") { Default = "\"process\"" },
        new("scope", Vocabulary.Scopes.Shape, "Who shares one instance.") { Default = "\"checkout\"" },
        new("required", Shapes.Flag, "Whether the project counts as up only when this service is ready.") { Default = "true" },
        new("optional", Shapes.Flag, "The opposite of required.") { Default = "false" },
        new("disabled", Shapes.Flag, "Whether it is left out unless it is named.") { Default = "false" },
        new("start_command", Shapes.Command, "The command: text for the shell, or a list of program and arguments without one."),
        new("stop_command", Shapes.Command, "The command that stops what start_command launched."),
        new("health_check", new TextShape(Patterns.HealthCheck(), "http://…, https://…, tcp://host:port, exec:COMMAND or nothing"),
            "http://…, https://…, tcp://host:port or exec:COMMAND; empty means a TCP check of the port."),
        new("port", Shapes.Port, "The port named default; it comes first."),
        new("ports", Ports, "Named ports."),
        new("timeout_seconds", Shapes.PositiveSeconds, "The time it may take to become ready.") { Default = "60" },
        new("dependencies", new ListShape(Shapes.Name), "Services that must be ready first."),
        new("depends_on", new DictionaryShape(Dependency, Patterns.Name(), Shapes.Name.Form), "Services and what is waited for."),
        new("working_dir", Shapes.Text, "The folder that commands run in, relative to this file."),
        new("env", Shapes.Environment, "Environment variables."),
        new("env_file", Shapes.TextOrTexts, "Files with KEY=VALUE lines, relative to this file; `env` wins over them."),
        new("readiness_probe", ProbeKeys.Readiness, "The check that makes it ready."),
        new("liveness_probe", ProbeKeys.Liveness, "The check that it must keep passing."),
        new("restart", Restart, "When it is started again."),
        new("success_exit_codes", new ListShape(new NumberShape(0, 255, IsWhole: true), MinimumCount: 1), "Exit codes that count as success.") { Default = "[0]" },
        new("min_uptime_seconds", Shapes.Seconds, "How long it must have run to count as ready, without a check."),
        new("shutdown", Shutdown, "How it is stopped."),
        new("stop_policy", Vocabulary.StopPolicies.Shape, "When it is stopped that nobody needs it any more."),
        new("limits", Limits, "What it may use, with everything that it starts."),
        new("replicas", new NumberShape(1, 1000, IsWhole: true), "How many copies run.") { Default = "1" },
        new("namespace", Shapes.Text, "A label to select services by."),
        new("tty", Shapes.Flag, "Whether it runs on a terminal, which others can attach to.") { Default = "false" },
        new("watch", new EitherShape([.. WatchedPaths.Options, Watch]), "Files, folders and patterns whose changes restart it."),
        new("schedule", Schedule, "When it runs: five cron fields, or @daily, @every 10m and the like."),
        new("compose_file", Shapes.TextOrTexts, "The Compose files, relative to this file."),
        new("compose_service", Shapes.Text, "The Compose service."),
        new("compose_profiles", Shapes.TextOrTexts, "The Compose profiles."),
        new("systemd_unit", Shapes.Text, "The systemd unit."),
        new("systemd_scope", Vocabulary.SystemdScopes, "Whose systemd runs the unit.") { Default = "\"user\"" },
        new("log", Log, "How its output is kept."),
    ])
    {
        Rules =
        [
            KeyRule.AnyWhen("kind", [null, "process", "daemon", "task"], "start_command"),
            KeyRule.AnyWhen("kind", ["compose"], "compose_service"),
            KeyRule.AnyWhen("kind", ["systemd"], "systemd_unit"),
            KeyRule.AnyWhen("kind", ["external"], "health_check", "readiness_probe"),
            KeyRule.NotBoth("health_check", "readiness_probe"),
            KeyRule.Opposites("required", "optional"),
        ],
    };

    private static NumberShape Positive() => new(0, IsAbove: true);
}
