namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The ranges that projects keep for themselves.</summary>
internal static class RangeTable
{
    public static PortRange? Of(RegistryConnection connection, string projectId) => connection.First<PortRange?>(
        "SELECT first, last FROM ranges WHERE project_id = $project", static r => new PortRange(r.Int32(0), r.Int32(1)), ("$project", projectId));

    public static List<ProjectRange> All(RegistryConnection connection) => connection.All(
        "SELECT project_id, name, first, last FROM ranges ORDER BY first",
        static r => new ProjectRange(r.Text(0), r.Text(1), new PortRange(r.Int32(2), r.Int32(3))));

    public static void Set(RegistryConnection connection, ProjectIdentity project, PortRange? range)
    {
        if (range is { } r)
        {
            connection.Execute(
                "INSERT OR REPLACE INTO ranges (project_id, name, first, last) VALUES ($project, $name, $first, $last)",
                ("$project", project.ProjectId), ("$name", project.Name), ("$first", r.First), ("$last", r.Last));
        }
        else
        {
            connection.Execute("DELETE FROM ranges WHERE project_id = $project", ("$project", project.ProjectId));
        }
    }
}
