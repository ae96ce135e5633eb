using System.Diagnostics;
using System.Runtime.Versioning;
using PortOrchestrator.PortRegistry.Collection;
using PortOrchestrator.PortRegistry.Processes;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Tests.Collection;

internal sealed class CheckoutCollectionTests : CollectionFixture
{
    [TestCase("place = 'another machine'")]
    [TestCase("mount_point = '/mnt/never-there'")]
    public async Task PruneAsync_FolderThatCannotBeSeenFromHere_IsNotGone(string difference)
    {
        var (project, root) = Checkout("disk/project");
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Request(project: project));
        Directory.Delete(root);
        SqliteFile.Run(RegistryFile, $"UPDATE checkouts SET {difference}");

        Assert.That(await registry.PruneAsync(), Is.Empty);
        Assert.That(await registry.ListCheckoutsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task PruneAsync_ParentFolderDeletedTooOnAMountedDisk_IsGone()
    {
        var (project, root) = Checkout("group/project");
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Request(project: project));
        await registry.AllocateAsync(Some.Request("released", project));
        await registry.ReleaseAsync(new PortQuery { Service = "released" });
        Directory.Delete(Path.GetDirectoryName(root)!, recursive: true);

        Assert.That(await registry.PruneAsync(), Has.Count.EqualTo(1));
        Assert.That(await registry.ListCheckoutsAsync(), Is.Empty);
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT count(*) FROM claims"), Is.EqualTo(["0"]));
    }

    [TestCase(OwnerState.Alive, 0)]
    [TestCase(OwnerState.Unknown, 0)]
    [TestCase(OwnerState.Dead, 1)]
    public async Task PruneAsync_ServiceOfADeletedCheckoutMayRun_IsKept(OwnerState process, int collected)
    {
        var (project, root) = Checkout("gone");
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Request(project: project));
        await RecordAsync(registry, project, ServiceState.Running, Environment.ProcessId);
        Directory.Delete(root);
        Processes(process);

        Assert.That(await registry.PruneAsync(), Has.Count.EqualTo(collected));
        Assert.That(await registry.ListCheckoutsAsync(), Has.Count.EqualTo(1 - collected));
    }

    [Test]
    public async Task PruneAsync_LivingLeaseOfADeletedCheckout_IsKept()
    {
        var (project, root) = Checkout("gone");
        var registry = await OpenAsync();
        await registry.AllocateAsync(Lease() with { Project = project });
        Directory.Delete(root);

        Assert.That(await registry.PruneAsync(), Is.Empty);
    }

    [TestCase("/", "/dev/vda", "/dev/vdb", CheckoutVerdict.Gone)]
    [TestCase("/mnt", "/dev/sdb1", "/dev/sdb1", CheckoutVerdict.Gone)]
    [TestCase("/mnt", "/dev/sdb1", "/dev/sdc1", CheckoutVerdict.Unmounted)]
    [Platform(Exclude = "Win")]
    public void Judge_FolderMissing_DependsOnWhatIsMounted(string point, string was, string isNow, CheckoutVerdict expected)
    {
        const string Root = "/mnt/no-such-project";
        var mounts = new MountTable([new Mount("/", "/dev/root"), new Mount(point, isNow)]);
        var place = new CheckoutPlace(ThisPlace.Name(mounts), point, was);

        var verdict = new CheckoutJudge(mounts).Judge(new KnownCheckout(1, Some.Project() with { Root = Root }, place, 0));

        Assert.That(verdict, Is.EqualTo(expected));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    [CancelAfter(60_000)]
    public async Task Judge_FolderThatMayNotBeLookedAt_IsUnreachable(CancellationToken cancellationToken)
    {
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var root = Checkout("closed/project").Root;
        var parent = Path.GetDirectoryName(root)!;
        foreach (var folder in (string[])[Folder, parent, root]) File.SetUnixFileMode(folder, Everybody);
        Assert.That(await OrdinaryUser.AskAsync(OrdinaryUser.Judge, root, cancellationToken), Is.EqualTo(nameof(CheckoutVerdict.Present)));
        File.SetUnixFileMode(parent, UnixFileMode.None);
        try
        {
            Assert.That(await OrdinaryUser.AskAsync(OrdinaryUser.Judge, root, cancellationToken), Is.EqualTo(nameof(CheckoutVerdict.Unreachable)));
        }
        finally
        {
            File.SetUnixFileMode(parent, Everybody);
        }
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Of_PathThroughALink_IsWhereItLeads()
    {
        var target = Directory.CreateDirectory(Path.Combine(Folder, "target")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(Folder, "link"), "target");

        Assert.That(RealPath.Of(Path.Combine(Folder, "link", "gone", "project")), Is.EqualTo(Path.Combine(RealPath.Of(target), "gone", "project")));
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(60_000)]
    public async Task Prune_DiskUnmounted_KeepsThePortsUntilItIsBackAndTheFolderDeleted(CancellationToken cancellationToken)
    {
        var script = $"""
            set -e
            mkdir "{Folder}/disk"
            mount -t tmpfs testdisk "{Folder}/disk"
            mkdir "{Folder}/disk/project"
            {Child("allocate")}
            umount "{Folder}/disk"
            {Child("prune")}
            mount -t tmpfs testdisk "{Folder}/disk"
            {Child("prune")}
            """;
        var start = new ProcessStartInfo("unshare", ["-rm", "sh", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if ((await errors).Contains("Operation not permitted", StringComparison.Ordinal)) Assert.Ignore($"No mounts are allowed here: {await errors}");

        Assert.That(process.ExitCode, Is.Zero, await errors);
        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(["allocated 1", "pruned 0", "pruned 1"]));

        string Child(string verb) =>
            $"""dotnet "{typeof(ChildProgram).Assembly.Location}" {verb} "{RegistryFile}" "{Folder}/disk/project" """;
    }
}
