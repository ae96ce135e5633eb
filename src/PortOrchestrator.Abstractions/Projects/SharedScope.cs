namespace PortOrchestrator.Projects;

/// <summary>
/// The identities of what is shared. They are no folders anybody checked out, but have what a checkout has: a supervisor, a journal, logs, ports.
/// </summary>
internal static class SharedScope
{
    // Git never makes an admin name with a tilde, so no worktree can be called so.
    private const string ProjectCheckout = "~project";

    private static readonly string MachineId = StableHash.Digits("scope:machine");

    public static ServiceScope Of(ProjectIdentity identity) =>
        identity.Checkout == ProjectCheckout ? ServiceScope.Project : identity.ProjectId == MachineId ? ServiceScope.Machine : ServiceScope.Checkout;

    /// <summary>Whom the services belong to that all checkouts of a project share.</summary>
    public static ProjectIdentity OfProject(ProjectIdentity checkout) => checkout with
    {
        Checkout = ProjectCheckout,
        Root = checkout.GitCommonDirectory is { } common ? RepositoryOf(common) : checkout.Root,
        StandsForMain = false,
    };

    /// <summary>Whom the services belong to that all projects of the machine share.</summary>
    /// <param name="folder">Where the machine's own services are configured.</param>
    public static ProjectIdentity OfMachine(string folder) => new() { ProjectId = MachineId, Name = "machine", Root = folder };

    /// <summary>Whom the services of a wider scope belong to, as far as finding their state takes it.</summary>
    public static ProjectIdentity Widen(ProjectIdentity checkout, ServiceScope scope) => scope switch
    {
        ServiceScope.Machine => OfMachine(checkout.Root),
        ServiceScope.Project => OfProject(checkout),
        _ => checkout,
    };

    /// <summary>What people call it.</summary>
    public static string Title(ProjectIdentity identity) => Of(identity) switch
    {
        ServiceScope.Machine => "the machine",
        ServiceScope.Project => identity.Name,
        _ => identity.IsMain ? identity.Name : $"{identity.Name} ({identity.Checkout})",
    };

    // It stays where it is whatever becomes of the worktrees.
    private static string RepositoryOf(string commonDirectory) =>
        Path.GetFileName(commonDirectory) == ".git" ? Path.GetDirectoryName(commonDirectory) ?? commonDirectory : commonDirectory;
}
