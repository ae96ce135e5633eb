namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Where a checkout was seen: on which system, and on which mounted file system. Immutable.</summary>
/// <param name="Name">Names the machine, and the container in it.</param>
/// <param name="MountPoint">The folder that the file system is mounted on; null when that is not known.</param>
/// <param name="MountSource">What is mounted there.</param>
internal sealed record CheckoutPlace(string Name, string? MountPoint, string? MountSource)
{
    /// <summary>Describes where a folder is. Of one that is not there nobody can say what it would be on.</summary>
    public static CheckoutPlace OfFolder(string path)
    {
        var place = Of(path, MountTable.Read());
        return Directory.Exists(path) ? place : place with { MountPoint = null, MountSource = null };
    }

    /// <summary>Describes where a path is, or would be.</summary>
    public static CheckoutPlace Of(string path, MountTable mounts)
    {
        var mount = mounts.Of(RealPath.Of(path));
        return new CheckoutPlace(ThisPlace.Name(mounts), mount?.Point, mount?.Source);
    }

    /// <summary>Whether a path that was on this place is still on the same file system, whether or not it exists there.</summary>
    public bool IsMounted(CheckoutPlace now) =>
        // The root's device may be called something else after each start.
        MountPoint == now.MountPoint && (MountSource == now.MountSource || MountPoint == "/");
}
