using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The key tables of process-compose files.</summary>
internal static class ProcessComposeKeys
{
    public static readonly Choices<DependencyCondition> Conditions = new(
        ("process_started", DependencyCondition.Started),
        ("process_running", DependencyCondition.Running),
        ("process_healthy", DependencyCondition.Ready),
        ("process_completed", DependencyCondition.Completed),
        ("process_completed_successfully", DependencyCondition.CompletedSuccessfully),
        ("process_log_ready", DependencyCondition.LogReady));

    private static readonly TextShape Text = new();
    private static readonly NumberShape Whole = new(int.MinValue, int.MaxValue, IsWhole: true);
    private static readonly AnyShape Any = new();
    private static readonly ListShape Texts = new(Text);

    private static readonly RecordShape Probe = new("probe",
    [
        new("exec", new RecordShape("exec probe", [new("command", Text, ""), new("working_dir", Text, "")]), ""),
        new("http_get", new RecordShape("http_get probe",
        [
            new("host", Text, ""), new("scheme", Text, ""), new("path", Text, ""), new("port", Text, ""), new("status_code", Whole, ""),
            new("headers", Map(Text), ""),
        ]), ""),
        new("tcp_socket", new RecordShape("tcp_socket probe", [new("host", Text, ""), new("port", Text, "")]), ""),
        new("initial_delay_seconds", Whole, ""),
        new("period_seconds", Whole, ""),
        new("timeout_seconds", Whole, ""),
        new("success_threshold", Whole, ""),
        new("failure_threshold", Whole, ""),
    ]);

    private static readonly RecordShape Availability = new("availability",
    [
        new("restart", new ChoiceShape(["no", "always", "on_failure", "exit_on_failure", "exit_on_end"]), ""),
        new("backoff_seconds", Whole, ""),
        new("max_restarts", Whole, ""),
        NotRunYet("exit_on_end", Shapes.Flag, "false"),
        NotRunYet("exit_on_skipped", Shapes.Flag, "false"),
    ]);

    private static readonly RecordShape Shutdown = new("shutdown",
    [
        new("command", Text, ""),
        new("signal", Whole, ""),
        new("timeout_seconds", Whole, ""),
        NotRunYet("parent_only", Shapes.Flag, "false"),
        NotRunYet("send_keys", Text),
    ]);

    private static readonly RecordShape Own = new("x-portorch",
    [
        new("tier", new NumberShape(0, 3, IsWhole: true), ""),
        NotRunYet("scope", Vocabulary.Scopes.Shape, "checkout"),
        new("kind", Vocabulary.Kinds.Shape, ""),
        new("ports", Map(Any), ""),
        new("required", Shapes.Flag, ""),
    ]);

    public static readonly RecordShape Process = new("process",
    [
        new("command", Text, ""),
        new("entrypoint", Texts, ""),
        new("working_dir", Text, ""),
        new("environment", Texts, ""),
        new("env_file", Text, ""),
        new("is_dotenv_disabled", Shapes.Flag, ""),
        new("description", Text, ""),
        new("vars", Map(Any), ""),
        new("is_template_disabled", Shapes.Flag, ""),
        NotRunYet("extends", Text),
        new("namespace", new EitherShape(Text, Texts), ""),
        new("disabled", Shapes.Flag, ""),
        new("is_disabled", Text, ""),
        new("replicas", Whole, ""),
        new("success_exit_codes", new ListShape(new NumberShape(0, 255, IsWhole: true)), ""),
        new("is_daemon", Shapes.Flag, ""),
        NotRunYet("launch_timeout_seconds", Whole),
        NotRunYet("is_foreground", Shapes.Flag, "false"),
        NotRunYet("is_tty", Shapes.Flag, "false"),
        NotRunYet("is_interactive", Shapes.Flag, "false"),
        NotRunYet("is_elevated", Shapes.Flag, "false"),
        NotRunYet("monitor_for", Text, "none"),
        NotRunYet("monitor_silence_threshold", Text),
        NotRunYet("truncate_log", Shapes.Flag, "false"),
        NotRunYet("disable_ansi_colors", Shapes.Flag, "false"),
        new("availability", Availability, ""),
        new("depends_on", Map(new RecordShape("dependency", [new("condition", Conditions.Shape, "")])), ""),
        new("readiness_probe", Probe, ""),
        new("liveness_probe", Probe, ""),
        new("ready_log_line", Text, ""),
        new("shutdown", Shutdown, ""),
        NotRunYet("log_location", Text),
        NotRunYet("log_configuration", Any),
        NotRunYet("schedule", Any),
        NotRunYet("watch", Any),
        NotRunYet("mcp", Any),
        new("is_optional", Shapes.Flag, ""),
        new("x-portorch", Own, ""),
    ])
    {
        AllowsExtensions = true,
    };

    public static readonly RecordShape Project = new("project",
    [
        new("version", Text, ""),
        new("name", Text, ""),
        new("processes", Map(Process), ""),
        new("environment", Texts, ""),
        NotRunYet("env_cmds", Map(Text)),
        new("shell", new RecordShape("shell",
        [
            new("shell_command", Text, ""), new("shell_argument", Text, ""),
            NotRunYet("elevated_shell_command", Text), NotRunYet("elevated_shell_argument", Text),
        ]), ""),
        new("is_strict", Shapes.Flag, ""),
        new("vars", Map(Any), ""),
        new("disable_env_expansion", Shapes.Flag, ""),
        new("is_tui_disabled", Shapes.Flag, ""),
        new("ordered_shutdown", Shapes.Flag, ""),
        NotRunYet("extends", Text),
        NotRunYet("log_location", Text),
        NotRunYet("log_level", Text),
        NotRunYet("log_length", Whole),
        NotRunYet("log_format", Text),
        NotRunYet("log_configuration", Any),
        NotRunYet("mcp_server", Any),
    ])
    {
        AllowsExtensions = true,
    };

    private static DictionaryShape Map(Shape value) => new(value, Patterns.Variable(), "a name without '='");

    private static KeyDefinition NotRunYet(string name, Shape shape, string? standard = null) => new(name, shape, "") { IsNotRunYet = true, Default = standard };
}
