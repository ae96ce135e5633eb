using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Tells checkouts that were deleted from those that only cannot be seen now. Immutable.</summary>
internal sealed class CheckoutJudge(MountTable mounts)
{
    /// <summary>Looks at the disk.</summary>
    public CheckoutVerdict Judge(KnownCheckout checkout)
    {
        var (root, place) = (checkout.Project.Root, checkout.Place);
        // What the whole machine shares was never checked out anywhere.
        if (!Path.IsPathFullyQualified(root) || checkout.Project.Scope == ServiceScope.Machine) return CheckoutVerdict.Present;
        if (place is not null)
        {
            var now = CheckoutPlace.Of(root, mounts);
            if (place.Name != now.Name) return CheckoutVerdict.Elsewhere;
            if (place.MountPoint is not null && !place.IsMounted(now)) return CheckoutVerdict.Unmounted;
        }
        return Look(root) switch
        {
            CheckoutVerdict.Present => LookAtGit(checkout.Project),
            // A worktree is known by git's record of it, which has its new folder.
            CheckoutVerdict.Gone when IsMoved(checkout.Project) => CheckoutVerdict.Present,
            // Nothing is known of the mount: a missing parent looks like a disk that is not mounted.
            CheckoutVerdict.Gone when place?.MountPoint is null => LookAbove(root) == CheckoutVerdict.Present ? CheckoutVerdict.Gone : CheckoutVerdict.Unmounted,
            var verdict => verdict,
        };
    }

    private static CheckoutVerdict LookAbove(string root) =>
        Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(root)) is { } parent ? Look(parent) : CheckoutVerdict.Unmounted;

    private static CheckoutVerdict LookAtGit(ProjectIdentity project)
    {
        if (CheckoutName.AdminNameOf(project.Checkout) is not { } admin || project.GitCommonDirectory is not { } common) return CheckoutVerdict.Present;
        return Look(common) == CheckoutVerdict.Present ? Look(Path.Combine(common, "worktrees", admin)) : CheckoutVerdict.Present;
    }

    private static bool IsMoved(ProjectIdentity project)
    {
        if (CheckoutName.AdminNameOf(project.Checkout) is not { } admin || project.GitCommonDirectory is not { } common) return false;
        var record = Path.Combine(common, "worktrees", admin);
        try
        {
            return File.Exists(Path.GetFullPath(File.ReadAllText(Path.Combine(record, "gitdir")).TrimEnd('\n'), record));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static CheckoutVerdict Look(string folder)
    {
        try
        {
            return File.GetAttributes(folder).HasFlag(FileAttributes.Directory) ? CheckoutVerdict.Present : CheckoutVerdict.Gone;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return CheckoutVerdict.Gone;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CheckoutVerdict.Unreachable;
        }
    }
}
