namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Which checkouts use which services of others.</summary>
internal static class ServiceUserTable
{
    public static void Add(RegistryConnection connection, long owner, string service, long user, Moment now) => connection.Execute(
        """
        INSERT INTO service_users (owner_id, service, user_id, boot_id, since) VALUES ($owner, $service, $user, $boot, $now)
        ON CONFLICT (owner_id, service, user_id) DO NOTHING
        """,
        ("$owner", owner), ("$service", service), ("$user", user), ("$boot", now.BootId), ("$now", now.Wall));

    public static void Remove(RegistryConnection connection, ProjectIdentity owner, string service, ProjectIdentity user) => connection.Execute(
        """
        DELETE FROM service_users
        WHERE service = $service
        AND owner_id = (SELECT checkout_id FROM checkouts WHERE project_id = $ownerProject AND checkout = $ownerCheckout)
        AND user_id = (SELECT checkout_id FROM checkouts WHERE project_id = $userProject AND checkout = $userCheckout)
        """,
        ("$service", service), ("$ownerProject", owner.ProjectId), ("$ownerCheckout", owner.Checkout), ("$userProject", user.ProjectId),
        ("$userCheckout", user.Checkout));

    /// <summary>Nothing of an earlier start of the machine runs any more, so nobody uses it either.</summary>
    public static void ForgetEarlierBoots(RegistryConnection connection, long owner, string? bootId) => connection.Execute(
        "DELETE FROM service_users WHERE owner_id = $owner AND boot_id IS NOT $boot", ("$owner", owner), ("$boot", bootId));

    /// <summary>The users of one owner's services, or of everybody's; who came first before the others.</summary>
    public static List<ServiceUser> Of(RegistryConnection connection, ProjectIdentity? owner, string? bootId) => connection.All(
        """
        SELECT o.project_id, o.checkout, o.name, o.root, o.git_common_dir, u.service, k.project_id, k.checkout, k.name, k.root, k.git_common_dir, u.since
        FROM service_users u JOIN checkouts o ON o.checkout_id = u.owner_id JOIN checkouts k ON k.checkout_id = u.user_id
        WHERE u.boot_id IS $boot AND ($project IS NULL OR (o.project_id = $project AND o.checkout = $checkout))
        ORDER BY u.since, k.name, k.checkout, u.service
        """,
        static r => new ServiceUser(Identity(r, 0), r.Text(5), Identity(r, 6), DateTimeOffset.FromUnixTimeMilliseconds(r.Int64(11))),
        ("$boot", bootId), ("$project", owner?.ProjectId), ("$checkout", owner?.Checkout));

    private static ProjectIdentity Identity(Row row, int column) => new()
    {
        ProjectId = row.Text(column),
        Checkout = row.Text(column + 1),
        Name = row.Text(column + 2),
        Root = row.Text(column + 3),
        GitCommonDirectory = row.OptionalText(column + 4),
    };
}
