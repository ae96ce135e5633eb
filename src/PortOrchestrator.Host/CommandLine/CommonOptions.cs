namespace PortOrchestrator.Host.CommandLine;

/// <summary>The options that every command takes.</summary>
internal static class CommonOptions
{
    public static readonly OptionSpec Project = new("--project", "A directory, or the name of a registered project (NAME/WORKTREE for a linked worktree of it).") { ValueName = "NAME|DIR" };

    public static readonly OptionSpec Machine = new("--machine", "The machine's own services, of machine-services.json, instead of a project's.");

    public static readonly OptionSpec File =
        new("--file", "A configuration file to read instead of the discovered one; later ones are merged over earlier ones.")
        {
            Short = 'f',
            ValueName = "FILE",
            Repeatable = true,
        };

    public static readonly OptionSpec EnvironmentFile = new("--env-file", "A file with variables for process-compose files, read instead of .env.")
    {
        Short = 'e',
        ValueName = "FILE",
        Repeatable = true,
    };

    public static readonly OptionSpec Json = new("--json", "Print one JSON document.");

    public static readonly OptionSpec Verbose = new("--verbose", "Tell more: log messages, and the types of errors.");

    public static readonly OptionSpec Help = new("--help", "Show help.") { Short = 'h' };

    public static readonly OptionSpec Version = new("--version", "Show the version.");

    public static IReadOnlyList<OptionSpec> All { get; } = [Project, Machine, File, EnvironmentFile, Json, Verbose, Help];
}
