namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>What a <c>.git</c> entry says. Immutable.</summary>
/// <param name="CommonDirectory">The git directory that all checkouts share; null for a pointer to nowhere.</param>
/// <param name="AdminName">The linked worktree's name under <c>worktrees</c>; null for a main working tree.</param>
/// <param name="MissingTarget">Where a stale pointer points.</param>
internal sealed record GitCheckout(string? CommonDirectory, string? AdminName = null, string? MissingTarget = null);
