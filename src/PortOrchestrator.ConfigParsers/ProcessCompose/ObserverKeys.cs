using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The key tables of what stands around a process: its log files, clock, watched files and tools.</summary>
internal static class ObserverKeys
{
    private static readonly RecordShape Rotation = new("rotation",
    [
        new("max_size_mb", ProcessShapes.Whole, ""),
        new("max_backups", ProcessShapes.Whole, ""),
        new("max_age_days", ProcessShapes.Whole, ""),
        new("compress", Shapes.Flag, ""),
        ProcessShapes.Idle("directory", ProcessShapes.Text, "'log_location' says where the file is, as in process-compose"),
        ProcessShapes.Idle("filename", ProcessShapes.Text, "'log_location' says where the file is, as in process-compose"),
    ]);

    public static readonly RecordShape LogConfiguration = new("log configuration",
    [
        new("rotation", Rotation, ""),
        new("fields_order", ProcessShapes.Texts, ""),
        new("disable_json", Shapes.Flag, ""),
        new("timestamp_format", ProcessShapes.Text, ""),
        new("no_color", Shapes.Flag, ""),
        new("no_metadata", Shapes.Flag, ""),
        new("add_timestamp", Shapes.Flag, ""),
        // Every line is in the file at once.
        new("flush_each_line", Shapes.Flag, ""),
    ]);

    public static readonly RecordShape Schedule = new("schedule",
    [
        new("cron", ProcessShapes.Text, ""),
        new("timezone", ProcessShapes.Text, ""),
        new("interval", ProcessShapes.Text, ""),
        new("run_on_start", Shapes.Flag, ""),
        new("max_concurrent", ProcessShapes.Whole, ""),
    ]);

    public static readonly RecordShape Watch = new("watch",
    [
        new("paths", new ListShape(new RecordShape("watched path",
        [
            new("path", ProcessShapes.Text, ""),
            new("include", ProcessShapes.Texts, ""),
            new("exclude", ProcessShapes.Texts, ""),
        ])), ""),
        new("cascade", Shapes.Flag, ""),
        new("debounce", ProcessShapes.Text, ""),
        new("max_entries", ProcessShapes.Whole, ""),
        ProcessShapes.Idle("buffer_size", ProcessShapes.Whole, "the system's own notifications are used"),
        new("disable_default_excludes", Shapes.Flag, ""),
    ]);

    public static readonly RecordShape Tool = new("mcp",
    [
        new("type", new ChoiceShape(["tool", "resource"]), ""),
        new("arguments", new ListShape(new RecordShape("mcp argument",
        [
            new("name", ProcessShapes.Text, ""),
            new("type", new ChoiceShape(["string", "integer", "number", "boolean"]), ""),
            new("description", ProcessShapes.Text, ""),
            new("required", Shapes.Flag, ""),
            new("default", ProcessShapes.Text, ""),
        ])), ""),
        new("timeout", ProcessShapes.Text, ""),
    ]);

    public static readonly RecordShape ToolServer = new("mcp server",
    [
        new("host", ProcessShapes.Text, ""),
        new("port", ProcessShapes.Whole, ""),
        new("transport", new ChoiceShape(["sse", "stdio"]), ""),
        new("timeout", ProcessShapes.Text, ""),
        new("expose_control_tools", Shapes.Flag, ""),
        new("trusted_hosts", ProcessShapes.Texts, ""),
    ]);
}
