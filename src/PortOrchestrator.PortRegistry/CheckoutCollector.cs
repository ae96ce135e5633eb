namespace PortOrchestrator.PortRegistry;

/// <summary>Tells whether a checkout was deleted.</summary>
internal static class CheckoutCollector
{
    /// <summary>Whether the checkout's folder, or the record that git keeps of its worktree, is gone for good.</summary>
    public static bool IsGone(ProjectIdentity project)
    {
        if (!Path.IsPathFullyQualified(project.Root)) return false;
        if (!Directory.Exists(project.Root))
        {
            // A missing parent looks like a disk that is not mounted, and that is not a deletion.
            return Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(project.Root)) is { } parent && Directory.Exists(parent);
        }
        return !project.IsMain && project.GitCommonDirectory is { } common
            && Directory.Exists(common) && !Directory.Exists(Path.Combine(common, "worktrees", project.Checkout));
    }
}
