using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry;

/// <summary>The checkouts that were deleted, and the ports that are in use nevertheless. Immutable.</summary>
internal sealed class GoneCheckouts
{
    private readonly Dictionary<PortProtocol, IReadOnlySet<int>> _listening;

    private GoneCheckouts(IReadOnlyList<ProjectIdentity> checkouts, Dictionary<PortProtocol, IReadOnlySet<int>> listening) =>
        (Checkouts, _listening) = (checkouts, listening);

    public IReadOnlyList<ProjectIdentity> Checkouts { get; }

    public bool IsEmpty => Checkouts.Count == 0;

    /// <summary>Looks at the disk, and at the socket table when something is gone.</summary>
    public static GoneCheckouts Find(List<ProjectIdentity> checkouts, ISocketTable sockets)
    {
        var gone = checkouts.FindAll(IsGone);
        return new GoneCheckouts(gone, gone.Count == 0 ? [] : Enum.GetValues<PortProtocol>().ToDictionary(p => p, sockets.Ports));
    }

    /// <summary>Reads the allocations that can go, ordered by port.</summary>
    public List<PortAllocation> Collectable(RegistryConnection connection) =>
        [.. Checkouts.SelectMany(c => Idle(connection, c)).Select(c => c.Allocation).OrderBy(a => a.Port)];

    /// <summary>Releases them, and forgets the checkouts that have none left. Call it inside a write transaction.</summary>
    public List<PortAllocation> Collect(RegistryConnection connection, ClaimReleaser releaser)
    {
        var released = new List<PortAllocation>();
        foreach (var checkout in Checkouts)
        {
            released.AddRange(releaser.Release(connection, Idle(connection, checkout)));
            if (ClaimTable.Matching(connection, Of(checkout)).Count == 0) CheckoutTable.Delete(connection, checkout);
        }
        return [.. released.OrderBy(a => a.Port)];
    }

    /// <summary>Whether the checkout's folder, or the record that git keeps of its worktree, is gone for good.</summary>
    private static bool IsGone(ProjectIdentity project)
    {
        if (!Path.IsPathFullyQualified(project.Root)) return false;
        if (!Directory.Exists(project.Root))
        {
            // A missing parent looks like a disk that is not mounted, and that is not a deletion.
            return Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(project.Root)) is { } parent && Directory.Exists(parent);
        }
        return CheckoutName.AdminNameOf(project.Checkout) is { } admin && project.GitCommonDirectory is { } common
            && Directory.Exists(common) && !Directory.Exists(Path.Combine(common, "worktrees", admin));
    }

    /// <summary>A share can go at any time; a port that somebody listens on stays with its holder.</summary>
    private List<Claim> Idle(RegistryConnection connection, ProjectIdentity checkout) =>
        ClaimTable.Matching(connection, Of(checkout)).FindAll(c => c.Shared || !_listening[c.Allocation.Protocol].Contains(c.Allocation.Port));

    private static PortQuery Of(ProjectIdentity checkout) => new() { ProjectId = checkout.ProjectId, Checkout = checkout.Checkout };
}
