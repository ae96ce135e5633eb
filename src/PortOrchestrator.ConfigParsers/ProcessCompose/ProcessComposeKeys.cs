using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The key table of a process-compose file.</summary>
internal static class ProcessComposeKeys
{
    private const string Internal = "process-compose writes it itself";

    public static readonly RecordShape Project = new("project",
    [
        new("version", ProcessShapes.Text, ""),
        new("name", ProcessShapes.Text, ""),
        new("processes", ProcessShapes.Map(ProcessKeys.Process), "") { Form = "write a map of processes: { NAME: { command: … } }" },
        new("environment", ProcessShapes.Texts, "") { Form = ProcessShapes.VariablesForm },
        new("env_cmds", ProcessShapes.Map(ProcessShapes.Text), ""),
        new("shell", new RecordShape("shell",
        [
            new("shell_command", ProcessShapes.Text, ""),
            new("shell_argument", ProcessShapes.Text, ""),
            new("elevated_shell_command", ProcessShapes.Text, ""),
            new("elevated_shell_argument", ProcessShapes.Text, ""),
        ]), ""),
        new("is_strict", Shapes.Flag, ""),
        new("vars", ProcessShapes.Map(ProcessShapes.Any), ""),
        new("disable_env_expansion", Shapes.Flag, ""),
        new("extends", ProcessShapes.Text, ""),
        // Services always stop in the reverse order of their dependencies, and 'up' has no full-screen interface.
        new("ordered_shutdown", Shapes.Flag, ""),
        new("is_tui_disabled", Shapes.Flag, ""),
        new("log_location", ProcessShapes.Text, ""),
        new("log_configuration", ObserverKeys.LogConfiguration, ""),
        ProcessShapes.Idle("log_level", ProcessShapes.Text, "use --verbose for portorch's own messages"),
        ProcessShapes.Idle("log_length", ProcessShapes.Whole, "the whole log is kept in a file"),
        ProcessShapes.Idle("log_format", ProcessShapes.Text, "process-compose does not read it either"),
        ProcessShapes.NotRunYet("mcp_server", ObserverKeys.ToolServer),
        ProcessShapes.Idle("file_names", ProcessShapes.Any, Internal),
        ProcessShapes.Idle("env_file_names", ProcessShapes.Any, Internal),
        ProcessShapes.Idle("dot_env_vars", ProcessShapes.Any, Internal),
    ])
    {
        AllowsExtensions = true,
    };
}
