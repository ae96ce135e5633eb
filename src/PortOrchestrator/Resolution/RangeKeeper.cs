namespace PortOrchestrator.Resolution;

/// <summary>Tells the registry the range that a project's configuration keeps for it, so that other projects stay out of it.</summary>
internal static class RangeKeeper
{
    /// <summary>Records the configuration's range, or that it has none any more.</summary>
    /// <returns>What speaks against the range: sentences for people.</returns>
    public static async Task<IReadOnlyList<string>> RecordAsync(
        IPortRegistry registry, ProjectIdentity project, ProjectDefinition definition, CancellationToken cancellationToken)
    {
        // The branch of a linked worktree may be older than the range, which the other checkouts still rely on.
        // What is shared is configured beside services that are not.
        if (definition.PortRange is null && (!project.IsPrimary || project.Scope != ServiceScope.Checkout)) return [];
        var overlapping = await registry.SetProjectRangeAsync(project, definition.PortRange, cancellationToken).ConfigureAwait(false);
        return definition.PortRange is { } range ? [.. overlapping.Select(o => PortMessages.Overlap(range, o))] : [];
    }
}
