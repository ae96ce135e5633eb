using PortOrchestrator.PortRegistry.Collection;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The checkouts that were ever seen.</summary>
internal static class CheckoutTable
{
    // Every allocation would otherwise rewrite the row of its checkout, though nobody needs to know the second.
    private const long LastSeenPrecision = 60_000;

    /// <summary>Records a checkout, or refreshes what is known of it.</summary>
    /// <param name="connection">The connection, in a write transaction.</param>
    /// <param name="project">The checkout.</param>
    /// <param name="now">The time, in milliseconds since 1970.</param>
    /// <param name="place">Where its folder is; looked up when null, which callers that others wait for do before.</param>
    /// <returns>Its row id.</returns>
    public static long Touch(RegistryConnection connection, ProjectIdentity project, long now, CheckoutPlace? place = null) =>
        Recent(connection, project, now) ?? Write(connection, project, now, place ?? PlaceOf(project));

    /// <summary>The row id of a checkout that needs no refreshing.</summary>
    public static long? Recent(RegistryConnection connection, ProjectIdentity project, long now) => connection.Number(
        """
        SELECT checkout_id FROM checkouts
        WHERE project_id = $project AND checkout = $checkout AND name = $name AND root = $root AND git_common_dir IS $common
        AND last_seen BETWEEN $recent AND $now
        """,
        ("$project", project.ProjectId), ("$checkout", project.Checkout), ("$name", project.Name), ("$root", project.Root),
        ("$common", project.GitCommonDirectory), ("$now", now), ("$recent", now - LastSeenPrecision));

    /// <summary>What a checkout's project was called when it was last recorded; null when it never was.</summary>
    public static string? NameOf(RegistryConnection connection, ProjectIdentity project) => connection.Text(
        "SELECT name FROM checkouts WHERE project_id = $project AND checkout = $checkout",
        ("$project", project.ProjectId), ("$checkout", project.Checkout));

    /// <summary>Where a checkout's folder is; null when its root is no full path.</summary>
    public static CheckoutPlace? PlaceOf(ProjectIdentity project) => Path.IsPathFullyQualified(project.Root) ? CheckoutPlace.OfFolder(project.Root) : null;

    public static List<ProjectIdentity> All(RegistryConnection connection) => connection.All(
        "SELECT project_id, checkout, name, root, git_common_dir FROM checkouts ORDER BY name, checkout, project_id",
        static r => new ProjectIdentity
        {
            ProjectId = r.Text(0),
            Checkout = r.Text(1),
            Name = r.Text(2),
            Root = r.Text(3),
            GitCommonDirectory = r.OptionalText(4),
        });

    /// <summary>Reads all checkouts with where they were seen.</summary>
    public static List<KnownCheckout> Known(RegistryConnection connection) => connection.All(
        "SELECT checkout_id, project_id, checkout, name, root, git_common_dir, place, mount_point, mount_source, last_seen FROM checkouts ORDER BY name, checkout, project_id",
        static r => new KnownCheckout(
            r.Int64(0),
            new ProjectIdentity
            {
                ProjectId = r.Text(1),
                Checkout = r.Text(2),
                Name = r.Text(3),
                Root = r.Text(4),
                GitCommonDirectory = r.OptionalText(5),
            },
            r.OptionalText(6) is { } place ? new CheckoutPlace(place, r.OptionalText(7), r.OptionalText(8)) : null,
            r.Int64(9)));

    /// <summary>Forgets a checkout with its claims and services.</summary>
    public static void Delete(RegistryConnection connection, ProjectIdentity project) => connection.Execute(
        "DELETE FROM checkouts WHERE project_id = $project AND checkout = $checkout",
        ("$project", project.ProjectId), ("$checkout", project.Checkout));

    private static long Write(RegistryConnection connection, ProjectIdentity project, long now, CheckoutPlace? place) => connection.Number(
        """
        INSERT INTO checkouts (project_id, checkout, name, root, git_common_dir, last_seen, place, mount_point, mount_source)
        VALUES ($project, $checkout, $name, $root, $common, $now, $place, $point, $source)
        ON CONFLICT (project_id, checkout) DO UPDATE SET
            name = excluded.name, root = excluded.root, git_common_dir = excluded.git_common_dir, last_seen = excluded.last_seen,
            place = excluded.place, mount_point = excluded.mount_point, mount_source = excluded.mount_source
        RETURNING checkout_id
        """,
        ("$project", project.ProjectId), ("$checkout", project.Checkout), ("$name", project.Name), ("$root", project.Root),
        ("$common", project.GitCommonDirectory), ("$now", now), ("$place", place?.Name), ("$point", place?.MountPoint),
        ("$source", place?.MountSource))!.Value;
}
