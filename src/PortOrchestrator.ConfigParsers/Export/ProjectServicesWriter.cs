namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the values of a <c>.project-services</c> file.</summary>
internal sealed class ProjectServicesWriter(ProjectDefinition definition, ICollection<string> losses)
{
    public ExportValue Write()
    {
        var groups = ServiceGroups.Of(definition, losses);
        var names = definition.Services.Where(s => s.ReplicaOf is not null && groups.Any(g => g.Name == s.ReplicaOf))
            .ToDictionary(s => s.Name, s => s.ReplicaOf!, StringComparer.Ordinal);
        var writer = new ServiceWriter(definition.Root, names, losses);
        var file = new MapWriter()
            .Text("project_name", definition.Name)
            .Variables("env", definition.Environment)
            .Text("port_range", definition.PortRange?.ToString());
        if (definition.ToolServer is not null) losses.Add("the server that offers services to agents");
        if (definition.Shell.Count > 0) file.Texts("shell", definition.Shell);
        return file.Value("services", new ExportValue.List([.. groups.Select(writer.Write)])).Build();
    }
}
