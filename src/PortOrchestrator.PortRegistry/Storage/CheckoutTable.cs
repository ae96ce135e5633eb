namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The checkouts that were ever seen.</summary>
internal static class CheckoutTable
{
    /// <summary>Records a checkout, or refreshes what is known of it.</summary>
    /// <returns>Its row id.</returns>
    public static long Touch(RegistryConnection connection, ProjectIdentity project, long now) => (long)connection.Scalar(
        """
        INSERT INTO checkouts (project_id, checkout, name, root, git_common_dir, last_seen)
        VALUES ($project, $checkout, $name, $root, $common, $now)
        ON CONFLICT (project_id, checkout) DO UPDATE SET
            name = excluded.name, root = excluded.root, git_common_dir = excluded.git_common_dir, last_seen = excluded.last_seen
        RETURNING checkout_id
        """,
        ("$project", project.ProjectId), ("$checkout", project.Checkout), ("$name", project.Name), ("$root", project.Root),
        ("$common", project.GitCommonDirectory), ("$now", now))!;

    public static List<ProjectIdentity> All(RegistryConnection connection) => connection.All(
        "SELECT project_id, checkout, name, root, git_common_dir FROM checkouts ORDER BY name, checkout, project_id",
        r => new ProjectIdentity
        {
            ProjectId = r.GetString(0),
            Checkout = r.GetString(1),
            Name = r.GetString(2),
            Root = r.GetString(3),
            GitCommonDirectory = r.IsDBNull(4) ? null : r.GetString(4),
        });

    /// <summary>Forgets a checkout with its claims and services.</summary>
    public static void Delete(RegistryConnection connection, ProjectIdentity project) => connection.Execute(
        "DELETE FROM checkouts WHERE project_id = $project AND checkout = $checkout",
        ("$project", project.ProjectId), ("$checkout", project.Checkout));
}
