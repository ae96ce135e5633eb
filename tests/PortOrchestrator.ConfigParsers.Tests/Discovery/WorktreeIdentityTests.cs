using PortOrchestrator.Projects;

namespace PortOrchestrator.ConfigParsers.Tests.Discovery;

/// <summary>What people do to worktrees with the real git program; project and checkout stay.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.Children)]
internal sealed class WorktreeIdentityTests : IDisposable
{
    private readonly GitSandbox _git = new();

    public void Dispose() => _git.Dispose();

    [Test]
    public async Task LocateAsync_WorktreeMoveThenBranchRename_KeepsIdentity()
    {
        var (main, worktree, before) = await WorktreeAsync();

        _git.Git(main, "worktree", "move", worktree, _git["elsewhere"]);
        _git.Git(_git["elsewhere"], "branch", "-m", "another");

        Assert.That(await GitSandbox.IdentifyAsync(_git["elsewhere"]), Is.EqualTo(before with { Root = _git["elsewhere"] }));
    }

    [Test]
    public async Task LocateAsync_PlainMove_KeepsIdentityBeforeAndAfterRepair()
    {
        var (main, worktree, before) = await WorktreeAsync();

        Directory.Move(worktree, _git["moved"]);
        var unrepaired = await GitSandbox.IdentifyAsync(_git["moved"]);
        _git.Git(main, "worktree", "repair", _git["moved"]);
        var repaired = await GitSandbox.IdentifyAsync(_git["moved"]);

        Assert.That(unrepaired, Is.EqualTo(before with { Root = _git["moved"] }));
        Assert.That(repaired, Is.EqualTo(unrepaired));
    }

    [Test]
    public async Task LocateAsync_DetachedHead_KeepsIdentity()
    {
        var (_, worktree, before) = await WorktreeAsync();

        _git.Git(worktree, "checkout", "-q", "--detach");

        Assert.That(await GitSandbox.IdentifyAsync(worktree), Is.EqualTo(before));
    }

    [Test]
    public async Task LocateAsync_RebaseThatStopped_KeepsIdentity()
    {
        var (main, worktree, before) = await WorktreeAsync();
        Commit(main, "theirs");
        Commit(worktree, "ours");

        var (exitCode, _) = GitSandbox.TryGit(worktree, "rebase", "trunk");

        Assert.That(exitCode, Is.Not.Zero, "the rebase was meant to stop at a conflict");
        Assert.That(Directory.Exists(Path.Combine(main, ".git/worktrees/wt/rebase-merge")), Is.True);
        Assert.That(await GitSandbox.IdentifyAsync(worktree), Is.EqualTo(before));
    }

    [Test]
    public async Task LocateAsync_FolderNameTakenBefore_IsTheAdminNameThatGitChose()
    {
        var (main, _, _) = await WorktreeAsync();

        _git.Git(main, "worktree", "add", "-q", "-b", "second", _git["other/wt"]);

        Assert.That((await GitSandbox.IdentifyAsync(_git["other/wt"])).Checkout, Is.EqualTo("wt1"));
    }

    [Test]
    public async Task LocateAsync_WorktreeInsideTheMainTree_IsItsOwnCheckout()
    {
        var main = _git.Repository("shop");
        _git.Git(main, "worktree", "add", "-q", ".trees/fix");

        var (outer, inner) = (await GitSandbox.IdentifyAsync(main), await GitSandbox.IdentifyAsync(Path.Combine(main, ".trees/fix")));

        Assert.That((inner.ProjectId, inner.Checkout), Is.EqualTo((outer.ProjectId, "fix")));
        Assert.That((await GitSandbox.IdentifyAsync(Path.Combine(main, ".trees"))).IsMain, Is.True);
    }

    [Test]
    public async Task LocateAsync_NestedRepository_IsAProjectOfItsOwn()
    {
        var outer = await GitSandbox.IdentifyAsync(_git.Repository("shop"));
        var inner = await GitSandbox.IdentifyAsync(_git.Repository("shop/vendor/modules/lib"));

        Assert.That(inner.IsMain, Is.True);
        Assert.That(inner.ProjectId, Is.Not.EqualTo(outer.ProjectId));
        Assert.That(inner.GitCommonDirectory, Is.EqualTo(_git["shop/vendor/modules/lib/.git"]));
    }

    [Test]
    public async Task LocateAsync_SeparateGitDirectory_IsTheMainCheckout()
    {
        var main = _git.Repository("shop", "--separate-git-dir", _git["store.git"]);
        _git.Git(main, "worktree", "add", "-q", _git["wt"]);

        var (a, b) = (await GitSandbox.IdentifyAsync(main), await GitSandbox.IdentifyAsync(_git["wt"]));

        Assert.That((a.Checkout, a.GitCommonDirectory, a.Name), Is.EqualTo(("main", _git["store.git"], "shop")));
        Assert.That((b.Checkout, b.ProjectId), Is.EqualTo(("wt", a.ProjectId)));
    }

    [Test]
    public async Task LocateAsync_ForeignLettersAndSpaces_AreKept()
    {
        var main = _git.Repository("störe 商店");
        _git.Git(main, "worktree", "add", "-q", "-b", "x", _git["ветка ä"]);

        var identity = await GitSandbox.IdentifyAsync(_git["ветка ä"]);
        _git.Git(main, "worktree", "move", _git["ветка ä"], _git["plain"]);

        Assert.That(identity.Name, Is.EqualTo("störe 商店"));
        Assert.That(await GitSandbox.IdentifyAsync(_git["plain"]), Is.EqualTo(identity with { Root = _git["plain"] }));
    }

    [Test]
    public async Task LocateAsync_LinksSlashesAndDots_AreOneFolder()
    {
        var (_, worktree, before) = await WorktreeAsync();
        Directory.CreateSymbolicLink(_git["link"], _git.Folder);

        Assert.That(await GitSandbox.IdentifyAsync(Path.Combine(_git["link"], "wt")), Is.EqualTo(before));
        Assert.That(await GitSandbox.IdentifyAsync(worktree + "/"), Is.EqualTo(before));
        Assert.That(await GitSandbox.IdentifyAsync(worktree + "/../wt/."), Is.EqualTo(before));
    }

    [Test]
    public async Task LocateAsync_RelativePointers_LeadToTheSameCheckout()
    {
        var (_, worktree, before) = await WorktreeAsync();
        File.WriteAllText(Path.Combine(worktree, ".git"), "gitdir: ../shop/.git/worktrees/wt\n");
        File.WriteAllText(_git["shop/.git/worktrees/wt/gitdir"], "../../../../wt/.git\n");

        Assert.That(await GitSandbox.IdentifyAsync(worktree), Is.EqualTo(before));
    }

    [Test]
    public async Task LocateAsync_CopiedWorktree_IsTheSameCheckoutAndSaysSo()
    {
        var (_, worktree, before) = await WorktreeAsync();
        var copy = _git.MakeFolder("copy");
        File.Copy(Path.Combine(worktree, ".git"), Path.Combine(copy, ".git"));

        var location = await GitSandbox.LocateAsync(copy);

        Assert.That(location.Identity, Is.EqualTo(before with { Root = copy }));
        Assert.That(location.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.CopiedWorktree));
        Assert.That(location.Diagnostics.Single().Message, Does.Contain(worktree));
    }

    [Test]
    public async Task LocateAsync_MainRepositoryMoved_WorktreeKeepsIdentityUntilItIsRepaired()
    {
        var (main, worktree, before) = await WorktreeAsync();
        Directory.Move(main, _git["shop-moved"]);
        Assert.That(GitSandbox.TryGit(worktree, "status").ExitCode, Is.Not.Zero, "git was meant to fail here");

        var orphan = await GitSandbox.IdentifyAsync(worktree, DiagnosticCodes.StaleGitPointer);
        _git.Git(_git["shop-moved"], "worktree", "repair", worktree);
        var (movedMain, repaired) = (await GitSandbox.IdentifyAsync(_git["shop-moved"]), await GitSandbox.IdentifyAsync(worktree));

        Assert.That(orphan, Is.EqualTo(before));
        Assert.That((repaired.ProjectId, repaired.Checkout), Is.EqualTo((movedMain.ProjectId, "wt")));
    }

    [Test]
    public async Task LocateAsync_WorktreeMovedIntoAnotherWorktreesPlace_FollowsTheWorktree()
    {
        var (main, first, before) = await WorktreeAsync();
        _git.Git(main, "worktree", "add", "-q", "-b", "two", _git["two"]);
        var second = await GitSandbox.IdentifyAsync(_git["two"]);

        Directory.Move(first, _git["third"]);
        Directory.Move(_git["two"], first);
        Directory.Move(_git["third"], _git["two"]);

        Assert.That(await GitSandbox.IdentifyAsync(_git["two"]), Is.EqualTo(before with { Root = _git["two"] }));
        Assert.That(await GitSandbox.IdentifyAsync(first), Is.EqualTo(second with { Root = first }));
    }

    private async Task<(string Main, string Worktree, ProjectIdentity Identity)> WorktreeAsync()
    {
        var main = _git.Repository("shop");
        _git.Git(main, "worktree", "add", "-q", "-b", "feature/x", _git["wt"]);
        var identity = await GitSandbox.IdentifyAsync(_git["wt"]);
        Assert.That((identity.Checkout, identity.GitCommonDirectory), Is.EqualTo(("wt", Path.Combine(main, ".git"))));
        return (main, _git["wt"], identity);
    }

    private void Commit(string folder, string text)
    {
        File.WriteAllText(Path.Combine(folder, "file"), text);
        _git.Git(folder, "add", "file");
        _git.Git(folder, "commit", "-q", "-m", text);
    }
}
