namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The configurations that the user has approved.</summary>
internal static class ApprovalTable
{
    // Whoever switches between branches keeps all of them; what is older than so many others is approved again by the next start.
    private const int MostOfOneProject = 100;

    public static bool Has(RegistryConnection connection, string projectId, string digest) => connection.Number(
        "SELECT 1 FROM approvals WHERE project_id = $project AND digest = $digest", ("$project", projectId), ("$digest", digest)) is not null;

    /// <summary>Records an approval, in a write transaction.</summary>
    /// <returns>Whether it was not there before.</returns>
    public static bool Add(RegistryConnection connection, ConfigurationApproval approval, long now)
    {
        var id = connection.Number(
            """
            INSERT INTO approvals (project_id, digest, name, root, origin, approved_at) VALUES ($project, $digest, $name, $root, $origin, $now)
            ON CONFLICT DO NOTHING RETURNING approval_id
            """,
            ("$project", approval.ProjectId), ("$digest", approval.Digest), ("$name", approval.Name), ("$root", approval.Root),
            ("$origin", Words.Of(approval.Origin)), ("$now", now));
        if (id is null) return false;
        for (var i = 0; i < approval.Files.Count; i++)
        {
            var file = approval.Files[i];
            connection.Execute(
                "INSERT INTO approved_files (approval_id, position, path, hash, is_definition) VALUES ($id, $position, $path, $hash, $definition)",
                ("$id", id), ("$position", i), ("$path", file.Path), ("$hash", file.Hash), ("$definition", file.IsDefinition));
        }

        connection.Execute(
            """
            DELETE FROM approvals WHERE project_id = $project AND approval_id NOT IN (
                SELECT approval_id FROM approvals WHERE project_id = $project ORDER BY approved_at DESC, approval_id DESC LIMIT $most)
            """,
            ("$project", approval.ProjectId), ("$most", MostOfOneProject));
        return true;
    }

    /// <summary>Reads the approvals of a project, or all, the newest first.</summary>
    public static List<ConfigurationApproval> All(RegistryConnection connection, string? projectId)
    {
        var rows = connection.All(
            """
            SELECT approval_id, project_id, digest, name, root, origin, approved_at FROM approvals
            WHERE $project IS NULL OR project_id = $project ORDER BY approved_at DESC, approval_id DESC
            """,
            static r => (Id: r.Int64(0), Approval: new ConfigurationApproval
            {
                ProjectId = r.Text(1),
                Digest = r.Text(2),
                Name = r.Text(3),
                Root = r.Text(4),
                Files = [],
                Origin = Words.Origin(r.Text(5)),
                ApprovedAt = DateTimeOffset.FromUnixTimeMilliseconds(r.Int64(6)),
            }),
            ("$project", projectId));
        return rows.ConvertAll(r => r.Approval with { Files = Files(connection, r.Id) });
    }

    public static void Delete(RegistryConnection connection, string projectId) =>
        connection.Execute("DELETE FROM approvals WHERE project_id = $project", ("$project", projectId));

    private static List<ApprovedFile> Files(RegistryConnection connection, long id) => connection.All(
        "SELECT path, hash, is_definition FROM approved_files WHERE approval_id = $id ORDER BY position",
        static r => new ApprovedFile(r.Text(0), r.Text(1), r.Flag(2)),
        ("$id", id));
}
