namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>The key table of the machine's <c>settings.json</c>.</summary>
internal static class SettingsKeys
{
    public const string Title = "PortOrchestrator machine settings";

    private static readonly AnyShape NotReadYet = new();

    private static readonly RecordShape Logs = new("logs_settings",
    [
        new("min_free_mb", new NumberShape(0, int.MaxValue, IsWhole: true), "How many MiB of the disk stay free: below that, archives of logs are dropped early; 0 for none.") { Default = "256" },
    ]);

    public static readonly RecordShape Project = new("project_pattern",
    [
        new("path", new TextShape(Patterns.RootedPath(), "an absolute path, or one that begins with ~/"), "The project's folder; *, ?, [a-z] and {a,b} inside a name, ** for any folders."),
        new("marker", new TextShape(Patterns.Below(), "a name or path below the folder"), "A file or folder that the project has."),
        new("services_file", Shapes.Text, "The services file, relative to this file; paths in it count from the project's folder.") { IsRequired = true },
    ])
    {
        Rules = [KeyRule.AnyWhen("path", [null], "marker")],
        Form = "write { \"path\": \"/srv/*\", \"services_file\": \"srv.json\" }",
    };

    private static readonly RecordShape Session = new("session_settings",
    [
        new("mode", Vocabulary.SessionModes.Shape, "What the start of a session does: start what does not run, only report, or nothing.") { Default = "\"ensure\"" },
        new("budget_seconds", Shapes.Seconds, "How long the start of a session waits for services at most.") { Default = "2" },
        new("grace_seconds", Shapes.Seconds, "How long services run on after the last session.") { Default = "300" },
        new("stop_policy", Vocabulary.StopPolicies.Shape, "What happens to services of a checkout when the last session ends.") { Default = "\"grace\"" },
    ]);

    public static readonly RecordShape Settings = new("settings_file",
    [
        new("$schema", Shapes.Text, "The JSON Schema of this file, for editors."),
        new("port_pool", Shapes.PortRange, "The range that ports are chosen from, such as 20000-28999."),
        new("port_ranges", ProjectRanges(), "Ranges that projects keep for themselves, by the project's name, id or absolute root folder."),
        new("logs", Logs, "How logs are kept."),
        new("projects", new ListShape(Project), "Services files for projects that have none, by path or marker file; the first that matches counts."),
        new("session", Session, "How sessions of shells and coding agents behave."),
        new("api", NotReadYet, "The local interface for programs. Not read yet."),
        new("ui", NotReadYet, "Theme and keys of the terminal interface. Not read yet."),
        new("trusted_roots", new ListShape(new TextShape(Patterns.RootedPath(), "an absolute path, or one that begins with ~/")), "Absolute folders below which sessions and folder hooks may start every project."),
        new("watchdog", Shapes.Flag, "Whether a supervisor that was killed is started again at once.") { Default = "false" },
    ])
    {
        AllowsExtensions = true,
    };

    private static DictionaryShape ProjectRanges() =>
        new(Shapes.PortRange, Patterns.Project(), "a project's name, id or absolute root folder, without blanks around it");
}
