namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The ranges that projects keep for themselves.</summary>
internal static class RangeTable
{
    public static ProjectRange? Find(RegistryConnection connection, string projectId) => connection.First(
        "SELECT project_id, name, first, last FROM ranges WHERE project_id = $project", Read, ("$project", projectId));

    public static List<ProjectRange> All(RegistryConnection connection) =>
        connection.All("SELECT project_id, name, first, last FROM ranges ORDER BY first, project_id", Read);

    /// <summary>Records a project's range; null takes it away.</summary>
    /// <returns>Whether there is one now.</returns>
    public static bool Set(RegistryConnection connection, string projectId, ProjectRange? range)
    {
        if (range is null)
        {
            connection.Execute("DELETE FROM ranges WHERE project_id = $project", ("$project", projectId));
            return false;
        }
        connection.Execute(
            "INSERT OR REPLACE INTO ranges (project_id, name, first, last) VALUES ($project, $name, $first, $last)",
            ("$project", projectId), ("$name", range.Name), ("$first", range.Range.First), ("$last", range.Range.Last));
        return true;
    }

    private static ProjectRange Read(Row r) => new(r.Text(0), r.Text(1), new PortRange(r.Int32(2), r.Int32(3)));
}
