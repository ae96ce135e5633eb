namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Which checkout of which repository a git directory serves. Immutable.</summary>
/// <param name="CommonDirectory">The git directory that all checkouts share; of a submodule, that of its outermost superproject.</param>
/// <param name="AdminName">The linked worktree's name under <c>worktrees</c>; null for a main working tree.</param>
/// <param name="Module">Of a submodule: where its git directory is below that of the superproject's checkout, such as <c>modules/lib</c>.</param>
/// <param name="ModuleAdminName">Of a worktree that is linked to a submodule: its name under <c>worktrees</c> of the submodule.</param>
internal sealed record GitCheckout(string CommonDirectory, string? AdminName = null, string? Module = null, string? ModuleAdminName = null);
