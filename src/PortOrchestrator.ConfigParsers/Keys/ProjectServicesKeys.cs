namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>The key table of a <c>.project-services</c> file.</summary>
internal static class ProjectServicesKeys
{
    public static readonly RecordShape Project = new("project",
    [
        new("$schema", Shapes.Text, "The JSON Schema of this file, for editors."),
        new("strict", Shapes.Flag, "Whether an unknown key is an error instead of a warning.") { Default = "false" },
        new("project_name", Shapes.Text, "The project's name for people; by default the root folder's name."),
        new("env", Shapes.Environment, "Environment variables of all services; those of a service win."),
        new("env_file", Shapes.TextOrTexts, "Files with KEY=VALUE lines, relative to this file; `env` wins over them."),
        new("port_range", Shapes.PortRange, "The range that ports are chosen from, such as 21000-21099."),
        new("shell", Shapes.TextOrTexts, "The shell that runs command texts, as program and leading arguments; by default sh -c, on Windows cmd /C."),
        new("services", new ListShape(ServiceKeys.Service), "The services.") { IsRequired = true },
    ])
    {
        AllowsExtensions = true,
    };
}
