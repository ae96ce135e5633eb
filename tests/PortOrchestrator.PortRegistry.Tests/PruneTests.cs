using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class PruneTests : RegistryFixture
{
    [Test]
    public async Task PruneAsync_CheckoutDeleted_CollectsItsPortsAndForgetsIt()
    {
        var (project, root) = Checkout("gone");
        var (kept, _) = Checkout("kept");
        var registry = await OpenAsync(AllFree(), NobodyListens());
        var allocated = await registry.AllocateAsync(Some.Request(project: project));
        await registry.AllocateAsync(Some.Request(project: kept));
        Directory.Delete(root);

        var wouldBe = await registry.PruneAsync(dryRun: true);
        var stillThere = await registry.ListAsync();
        var collected = await registry.PruneAsync();

        Assert.That(wouldBe, Is.EqualTo([allocated.Allocation]));
        Assert.That(stillThere, Has.Count.EqualTo(2));
        Assert.That(collected, Is.EqualTo(wouldBe));
        Assert.That((await registry.ListCheckoutsAsync()).Select(c => c.ProjectId), Is.EqualTo(["kept"]));
        Assert.That((await registry.ListAsync()).Select(a => a.ProjectId), Is.EqualTo(["kept"]));
    }

    [Test]
    public async Task PruneAsync_SomebodyListensOnTheDeletedCheckoutsPort_KeepsIt()
    {
        var (project, root) = Checkout("gone");
        var sockets = NobodyListens();
        sockets.Ports(PortProtocol.Tcp).Returns(new HashSet<int> { 8000 });
        var registry = await OpenAsync(AllFree(), sockets);
        await registry.AllocateAsync(Some.Exact(8000, "a", project));
        await registry.AllocateAsync(Some.Exact(8001, "b", project));
        Directory.Delete(root);

        var collected = await registry.PruneAsync();

        Assert.That(collected.Select(a => a.Port), Is.EqualTo([8001]));
        Assert.That((await registry.ListAsync()).Select(a => a.Port), Is.EqualTo([8000]));
    }

    [Test]
    public async Task PruneAsync_NoMountOnRecordAndParentFolderMissingToo_IsADiskThatIsNotMounted()
    {
        var (project, root) = Checkout("disk/project");
        var registry = await OpenAsync(AllFree(), NobodyListens());
        await registry.AllocateAsync(Some.Request(project: project));
        SqliteFile.Run(RegistryFile, "UPDATE checkouts SET place = NULL, mount_point = NULL, mount_source = NULL");
        Directory.Delete(Path.GetDirectoryName(root)!, recursive: true);

        Assert.That(await registry.PruneAsync(), Is.Empty);
        Assert.That(await registry.ListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task PruneAsync_GitForgotTheWorktree_CollectsIt()
    {
        var (main, _) = Checkout("repository");
        var common = Path.Combine(main.Root, ".git");
        Directory.CreateDirectory(Path.Combine(common, "worktrees", "kept"));
        var registry = await OpenAsync(AllFree(), NobodyListens());
        foreach (var name in (string[])["kept", "removed"])
        {
            var worktree = Checkout(name).Project with { ProjectId = main.ProjectId, Checkout = name, GitCommonDirectory = common };
            await registry.AllocateAsync(Some.Request(project: worktree));
        }

        var collected = await registry.PruneAsync();

        Assert.That(collected.Select(a => a.Checkout), Is.EqualTo(["removed"]));
    }

    [Test]
    public async Task PruneAsync_WorktreeWasMoved_KeepsItsPorts([Values] bool isRelative)
    {
        var (main, _) = Checkout("repository");
        var common = Path.Combine(main.Root, ".git");
        var registry = await OpenAsync(AllFree(), NobodyListens());
        foreach (var name in (string[])["moved", "deleted"])
        {
            var (worktree, root) = Checkout(name);
            var elsewhere = Directory.CreateDirectory(Path.Combine(Folder, name + " elsewhere")).FullName;
            if (name == "moved") File.WriteAllText(Path.Combine(elsewhere, ".git"), "gitdir: x\n");
            var record = Directory.CreateDirectory(Path.Combine(common, "worktrees", name)).FullName;
            File.WriteAllText(Path.Combine(record, "gitdir"), (isRelative ? Path.GetRelativePath(record, elsewhere) : elsewhere) + "/.git\n");
            await registry.AllocateAsync(Some.Request(project: worktree with { ProjectId = main.ProjectId, Checkout = name, GitCommonDirectory = common }));
            Directory.Delete(root);
        }

        var collected = await registry.PruneAsync();

        Assert.That(collected.Select(a => a.Checkout), Is.EqualTo(["deleted"]));
    }

    [Test]
    public async Task PruneAsync_NobodysPortsAreAffected_WhenNothingIsGone()
    {
        var (project, _) = Checkout("here");
        var registry = await OpenAsync(AllFree(), NobodyListens());
        await registry.AllocateAsync(Some.Request(project: project));
        await registry.AllocateAsync(Some.Request(project: Some.Project("by-name-only") with { Root = "" }));

        Assert.That(await registry.PruneAsync(), Is.Empty);
        Assert.That(await registry.ListAsync(), Has.Count.EqualTo(2));
    }

    private (ProjectIdentity Project, string Root) Checkout(string name)
    {
        var root = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        return (new ProjectIdentity { ProjectId = name, Name = name, Root = root }, root);
    }

    private static ISocketTable NobodyListens()
    {
        var sockets = Substitute.For<ISocketTable>();
        sockets.Ports(Arg.Any<PortProtocol>()).Returns(new HashSet<int>());
        return sockets;
    }
}
