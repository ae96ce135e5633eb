namespace PortOrchestrator.Loading;

/// <summary>Whether the folder of a checkout has gone: a worktree that was removed, or a disk that is not mounted.</summary>
internal static class AbandonedFolder
{
    /// <summary>Scopes that several checkouts share have no folder of their own that could go.</summary>
    public static bool Is(ServiceScope scope, string root) => scope == ServiceScope.Checkout && Path.IsPathFullyQualified(root) && !Directory.Exists(root);
}
