namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the values of a process-compose file.</summary>
internal sealed class ProcessComposeWriter(ProjectDefinition definition, ICollection<string> losses)
{
    private static readonly string[] Usual = ["bash", "-c"];

    public ExportValue Write()
    {
        var groups = ServiceGroups.Of(definition, losses);
        var writer = new ProcessWriter(definition.Root, losses);
        var processes = new MapWriter();
        foreach (var service in groups) processes.Value(service.Name, writer.Write(service, NamesOf(groups)));
        if (definition.PortRange is not null) losses.Add("the range that ports are chosen from");
        if (groups.Any(s => s is { MayLaunch: true, Launcher: null, Kind: ServiceKind.Process }))
            losses.Add("that a command may launch its service elsewhere and end; add is_daemon: true where one does");
        return new MapWriter()
            .Text("version", "0.5")
            .Text("name", definition.Name)
            .Map("shell", Shell())
            .Text("log_location", LogFileWriter.Location(SharedFile, definition.Root))
            .Map("log_configuration", LogFileWriter.Configuration(SharedFile))
            .Value("environment", ProcessWriter.Variables("the project", definition.Environment, ProcessText.Expanded, losses))
            .Map("mcp_server", ToolWriter.Server(definition.ToolServer))
            .Value("processes", processes.Build())
            .Build();
    }

    private LogFileDefinition? SharedFile => definition.Services.Select(s => s.Log.File).FirstOrDefault(f => f is { IsShared: true });

    private Dictionary<string, string> NamesOf(IReadOnlyList<ServiceDefinition> groups) => definition.Services
        .Where(s => s.ReplicaOf is not null && groups.Any(g => g.Name == s.ReplicaOf))
        .ToDictionary(s => s.Name, s => s.ReplicaOf!, StringComparer.Ordinal);

    private MapWriter Shell()
    {
        var shell = definition.Shell.Count > 0 ? definition.Shell : OperatingSystem.IsWindows() ? ["cmd", "/C"] : ["sh", "-c"];
        var map = new MapWriter();
        if (shell.SequenceEqual(Usual, StringComparer.Ordinal)) return map;
        if (shell.Count > 2) losses.Add("all arguments of the shell but the first");
        return map.Text("shell_command", shell[0]).Text("shell_argument", shell.ElementAtOrDefault(1));
    }
}
