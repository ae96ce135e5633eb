namespace PortOrchestrator.ConfigParsers.Tests.Discovery;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.Children)]
internal sealed class BareRepositoryTests : IDisposable
{
    private readonly GitSandbox _git = new();

    public void Dispose() => _git.Dispose();

    [Test]
    public async Task LocateAsync_WorktreesOfABareRepository_AreLinkedAndOneStandsForMain()
    {
        var bare = _git.Bare("shop.git");
        _git.Git(bare, "worktree", "add", "-q", _git["trunk"]);
        _git.Git(bare, "worktree", "add", "-q", _git["fix"]);

        var (trunk, fix) = (await GitSandbox.IdentifyAsync(_git["trunk"]), await GitSandbox.IdentifyAsync(_git["fix"]));

        Assert.That((trunk.Checkout, trunk.IsMain, trunk.IsPrimary, trunk.Name), Is.EqualTo(("trunk", false, true, "shop")));
        Assert.That((fix.Checkout, fix.IsMain, fix.IsPrimary, fix.ProjectId), Is.EqualTo(("fix", false, false, trunk.ProjectId)));
    }

    [Test]
    public async Task LocateAsync_BranchOfTheBareRepositoryRenamed_ChangesOnlyWhoStandsForMain()
    {
        var bare = _git.Bare("shop.git");
        _git.Git(bare, "worktree", "add", "-q", _git["trunk"]);
        var before = await GitSandbox.IdentifyAsync(_git["trunk"]);

        _git.Git(bare, "symbolic-ref", "HEAD", "refs/heads/release/trunk2");

        Assert.That(before.StandsForMain, Is.True);
        Assert.That(await GitSandbox.IdentifyAsync(_git["trunk"]), Is.EqualTo(before with { StandsForMain = false }));
    }

    [Test]
    public async Task LocateAsync_HiddenBareRepositoryBehindAPointer_ServesItsWorktrees()
    {
        _git.Bare("shop/.bare");
        _git.Write("shop/.git", "gitdir: ./.bare\n");
        _git.Git(_git["shop"], "worktree", "add", "-q", "main", "trunk");

        var (container, worktree) = (await GitSandbox.IdentifyAsync(_git["shop"]), await GitSandbox.IdentifyAsync(_git["shop/main"]));

        Assert.That((container.Checkout, worktree.Checkout, worktree.Name), Is.EqualTo(("main", "main~", "shop")));
        Assert.That(worktree.ProjectId, Is.EqualTo(container.ProjectId));
    }

    [Test]
    public async Task LocateAsync_WorktreesInsideTheBareRepository_AreToldApart()
    {
        var bare = _git.Bare("shop");
        _git.Git(bare, "worktree", "add", "-q", "-b", "a", "modules");
        _git.Git(bare, "worktree", "add", "-q", "-b", "b", "worktrees-of-mine");

        var identity = await GitSandbox.IdentifyAsync(Path.Combine(bare, "modules"));
        var nested = await GitSandbox.IdentifyAsync(_git.Repository("shop/modules/lib"));

        Assert.That((identity.Checkout, identity.GitCommonDirectory), Is.EqualTo(("modules", bare)));
        Assert.That((nested.Checkout, nested.GitCommonDirectory), Is.EqualTo(("main", Path.Combine(bare, "modules/lib/.git"))));
    }

    [TestCase("[core]\n\tbare = true", true)]
    [TestCase("[CORE]\nBare=yes ; it is", true)]
    [TestCase("[core] bare", true)]
    [TestCase("[core]\n\tbare = true\n[core]\n\tbare = false", false)]
    [TestCase("[core]\n\tbare =", false)]
    [TestCase("[other]\n\tbare = true", false)]
    [TestCase("[core \"x\"]\n\tbare = true", false)]
    [TestCase("# [core]\n# bare = true", false)]
    [TestCase("[core", false)]
    [TestCase("", false)]
    public void IsMainOf_Configuration_DecidesWhetherTheRepositoryIsBare(string configuration, bool expected)
    {
        _git.Write("HEAD", "ref: refs/heads/release/trunk\n");
        _git.Write("config", configuration);

        Assert.That(ConfigParsers.Discovery.BareRepository.IsMainOf(_git.Folder, "trunk"), Is.EqualTo(expected));
        Assert.That(ConfigParsers.Discovery.BareRepository.IsMainOf(_git.Folder, "release"), Is.False);
    }

    [Test]
    public void IsMainOf_ConfigurationOfTheWorktreeExtension_ComesFirst()
    {
        _git.Write("HEAD", "ref: refs/heads/trunk\n");
        _git.Write("config", "[core]\n\tbare = false\n");
        _git.Write("config.worktree", "[core]\n\tbare = true\n");

        Assert.That(ConfigParsers.Discovery.BareRepository.IsMainOf(_git.Folder, "trunk"), Is.True);
    }
}
