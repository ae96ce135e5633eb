using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The key table of one process.</summary>
internal static class ProcessKeys
{
    private const string Internal = "process-compose writes it itself";

    public static readonly Choices<DependencyCondition> Conditions = new(
        ("process_started", DependencyCondition.Started),
        ("process_running", DependencyCondition.Running),
        ("process_healthy", DependencyCondition.Ready),
        ("process_completed", DependencyCondition.Completed),
        ("process_completed_successfully", DependencyCondition.CompletedSuccessfully),
        ("process_log_ready", DependencyCondition.LogReady));

    private static readonly RecordShape Dependency =
        new("dependency", [new("condition", Conditions.Shape, "")]) { Form = "write { condition: process_started }" };

    private static readonly RecordShape Availability = new("availability",
    [
        new("restart", new ChoiceShape(["no", "always", "on_failure", "exit_on_failure", "exit_on_end"]), ""),
        ProcessShapes.Seconds("backoff_seconds"),
        new("max_restarts", ProcessShapes.Whole, ""),
        new("exit_on_end", Shapes.Flag, ""),
        new("exit_on_skipped", Shapes.Flag, ""),
    ]);

    private static readonly RecordShape Shutdown = new("shutdown",
    [
        new("command", ProcessShapes.Text, ""),
        new("signal", ProcessShapes.Whole, "") { Form = "write its number: 1 for SIGHUP, 2 for SIGINT, 3 for SIGQUIT, 9 for SIGKILL, 15 for SIGTERM" },
        ProcessShapes.Seconds("timeout_seconds"),
        new("parent_only", Shapes.Flag, ""),
        new("send_keys", ProcessShapes.Text, ""),
    ]);

    private static readonly RecordShape Own = new("x-portorch",
    [
        new("tier", new NumberShape(0, 3, IsWhole: true), ""),
        new("scope", Vocabulary.Scopes.Shape, ""),
        new("kind", Vocabulary.Kinds.Shape, ""),
        new("ports", ServiceKeys.Ports, ""),
        new("required", Shapes.Flag, ""),
    ]);

    public static readonly RecordShape Process = new("process",
    [
        new("command", ProcessShapes.Text, "") { Form = "write one text; a list of words is 'entrypoint'" },
        new("entrypoint", ProcessShapes.Texts, ""),
        new("working_dir", ProcessShapes.Text, ""),
        new("environment", ProcessShapes.Texts, "") { Form = ProcessShapes.VariablesForm },
        new("env_file", ProcessShapes.Text, ""),
        new("is_dotenv_disabled", Shapes.Flag, ""),
        new("description", ProcessShapes.Text, ""),
        new("vars", ProcessShapes.Map(ProcessShapes.Any), ""),
        new("is_template_disabled", Shapes.Flag, ""),
        new("extends", ProcessShapes.Text, ""),
        new("namespace", new EitherShape(ProcessShapes.Text, ProcessShapes.Texts), ""),
        new("disabled", Shapes.Flag, ""),
        new("is_disabled", ProcessShapes.Text, ""),
        new("replicas", ProcessShapes.Whole, ""),
        new("success_exit_codes", new ListShape(ProcessShapes.Whole), ""),
        new("is_daemon", Shapes.Flag, ""),
        ProcessShapes.Idle("launch_timeout_seconds", ProcessShapes.Whole, "the output of a daemon is kept for as long as it writes"),
        new("is_foreground", Shapes.Flag, ""),
        new("is_tty", Shapes.Flag, ""),
        new("is_interactive", Shapes.Flag, ""),
        new("is_elevated", Shapes.Flag, ""),
        ProcessShapes.Idle("monitor_for", new ChoiceShape(["none", "activity", "silence"]), "there are no tabs to mark"),
        ProcessShapes.Idle("monitor_silence_threshold", ProcessShapes.Text, "there are no tabs to mark"),
        new("truncate_log", Shapes.Flag, ""),
        ProcessShapes.Idle("disable_ansi_colors", Shapes.Flag, "a log holds what the process wrote; NO_COLOR asks it for none"),
        new("availability", Availability, ""),
        new("depends_on", ProcessShapes.Map(Dependency), "") { Form = "write a map of processes: { NAME: { condition: process_started } }" },
        new("readiness_probe", ProcessProbeKeys.Probe, ""),
        new("liveness_probe", ProcessProbeKeys.Probe, ""),
        new("ready_log_line", ProcessShapes.Text, ""),
        new("shutdown", Shutdown, ""),
        new("log_location", ProcessShapes.Text, ""),
        new("log_configuration", ObserverKeys.LogConfiguration, ""),
        new("schedule", ObserverKeys.Schedule, ""),
        new("watch", ObserverKeys.Watch, ""),
        ProcessShapes.NotRunYet("mcp", ObserverKeys.Tool),
        new("is_optional", Shapes.Flag, ""),
        new("x-portorch", Own, ""),
        ProcessShapes.Idle("name", ProcessShapes.Any, "the key of the process is its name"),
        ProcessShapes.Idle("original_config", ProcessShapes.Any, Internal),
        ProcessShapes.Idle("replica_num", ProcessShapes.Any, Internal),
        ProcessShapes.Idle("replica_name", ProcessShapes.Any, Internal),
        ProcessShapes.Idle("executable", ProcessShapes.Any, Internal),
        ProcessShapes.Idle("args", ProcessShapes.Any, Internal),
    ])
    {
        AllowsExtensions = true,
    };
}
