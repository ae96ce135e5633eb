namespace PortOrchestrator.Projects;

/// <summary>
/// The names of checkouts. A tilde keeps apart what git's own names could not: git never puts one into the admin name of a worktree.
/// </summary>
internal static class CheckoutName
{
    private const char Mark = '~';

    /// <summary>The name of a checkout.</summary>
    /// <param name="adminName">The linked worktree's name under <c>worktrees</c>; null for the main working tree.</param>
    /// <param name="moduleAdminName">For a worktree that was linked to a submodule's own repository: its name under <c>worktrees</c> there.</param>
    public static string Of(string? adminName, string? moduleAdminName = null)
    {
        var name = adminName switch
        {
            null => ProjectIdentity.MainCheckout,
            ProjectIdentity.MainCheckout => ProjectIdentity.MainCheckout + Mark,
            _ => adminName,
        };
        return moduleAdminName is null ? name : name + Mark + moduleAdminName;
    }

    /// <summary>
    /// The name under <c>worktrees</c> of the git common dir that a checkout was made from; null for the main working tree, and for a
    /// worktree that is linked to a submodule, whose record is elsewhere.
    /// </summary>
    public static string? AdminNameOf(string checkout)
    {
        if (checkout == ProjectIdentity.MainCheckout) return null;
        if (checkout == ProjectIdentity.MainCheckout + Mark) return ProjectIdentity.MainCheckout;
        return checkout.Contains(Mark, StringComparison.Ordinal) ? null : checkout;
    }
}
