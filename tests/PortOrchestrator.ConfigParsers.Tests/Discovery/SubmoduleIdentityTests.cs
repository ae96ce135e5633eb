using PortOrchestrator.Projects;

namespace PortOrchestrator.ConfigParsers.Tests.Discovery;

/// <summary>A submodule is a project of its own, and its checkouts are those of its superproject.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.Children)]
internal sealed class SubmoduleIdentityTests : IDisposable
{
    private readonly GitSandbox _git = new();

    public void Dispose() => _git.Dispose();

    [Test]
    public async Task LocateAsync_SubmoduleInTwoWorktrees_IsOneProjectWithTwoCheckouts()
    {
        var main = Superproject();
        var worktree = Worktree(main, "wt");

        var (super, a, b) = (
            await GitSandbox.IdentifyAsync(main),
            await GitSandbox.IdentifyAsync(Path.Combine(main, "parts/lib")),
            await GitSandbox.IdentifyAsync(Path.Combine(worktree, "parts/lib")));

        Assert.Multiple(() =>
        {
            Assert.That((a.Name, a.Checkout, a.Root), Is.EqualTo(("lib", "main", Path.Combine(main, "parts/lib"))));
            Assert.That((b.Name, b.Checkout, b.Root), Is.EqualTo(("lib", "wt", Path.Combine(worktree, "parts/lib"))));
            Assert.That(b.ProjectId, Is.EqualTo(a.ProjectId).And.Not.EqualTo(super.ProjectId));
            Assert.That(a.GitCommonDirectory, Is.EqualTo(super.GitCommonDirectory));
            Assert.That(b.GitCommonDirectory, Is.EqualTo(super.GitCommonDirectory));
        });
    }

    [Test]
    public async Task LocateAsync_SubmoduleOnlyInAWorktree_HasTheIdThatTheMainTreesWouldHave()
    {
        var main = Superproject();
        var worktree = Worktree(main, "wt");
        var before = await GitSandbox.IdentifyAsync(Path.Combine(main, "parts/lib"));

        Directory.Delete(Path.Combine(main, ".git/modules"), recursive: true);

        Assert.That((await GitSandbox.IdentifyAsync(Path.Combine(worktree, "parts/lib"))).ProjectId, Is.EqualTo(before.ProjectId));
    }

    [Test]
    public async Task LocateAsync_NestedSubmodule_HasTheOutermostCheckout()
    {
        Superproject();
        var outer = _git.Repository("outer");
        _git.Git(outer, "submodule", "--quiet", "add", _git["shop"], "shop");
        _git.Git(outer, "commit", "-q", "-m", "shop");
        _git.Git(outer, "submodule", "--quiet", "update", "--init", "--recursive");
        var worktree = Worktree(outer, "owt");

        var (super, a, b) = (
            await GitSandbox.IdentifyAsync(outer),
            await GitSandbox.IdentifyAsync(Path.Combine(outer, "shop/parts/lib")),
            await GitSandbox.IdentifyAsync(Path.Combine(worktree, "shop/parts/lib")));

        Assert.That((a.Checkout, b.Checkout), Is.EqualTo(("main", "owt")));
        Assert.That(b.ProjectId, Is.EqualTo(a.ProjectId));
        Assert.That(b.GitCommonDirectory, Is.EqualTo(super.GitCommonDirectory));
    }

    [Test]
    public async Task LocateAsync_WorktreeOfASubmodule_IsACheckoutBesideTheSuperprojectsOwn()
    {
        var main = Superproject();
        var worktree = Worktree(main, "wt");
        _git.Git(Path.Combine(main, "parts/lib"), "worktree", "add", "-q", "-b", "a", _git["a/wt"]);
        _git.Git(Path.Combine(worktree, "parts/lib"), "worktree", "add", "-q", "-b", "b", _git["b/wt"]);
        string[] folders = [Path.Combine(main, "parts/lib"), Path.Combine(worktree, "parts/lib"), _git["a/wt"], _git["b/wt"]];

        var found = new List<ProjectIdentity>();
        foreach (var folder in folders) found.Add(await GitSandbox.IdentifyAsync(folder));

        Assert.That(found.Select(i => i.Checkout), Is.EqualTo(new[] { "main", "wt", "main~wt", "wt~wt" }));
        Assert.That(found.Select(i => i.ProjectId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(found.Select(i => i.Key), Is.Unique);
    }

    [Test]
    public async Task LocateAsync_SuperprojectMoved_WorktreesSubmoduleKeepsItsIdentity()
    {
        var main = Superproject();
        var library = Path.Combine(Worktree(main, "wt"), "parts/lib");
        var before = await GitSandbox.IdentifyAsync(library);

        Directory.Move(main, _git["shop-moved"]);

        Assert.That(await GitSandbox.IdentifyAsync(library, DiagnosticCodes.StaleGitPointer), Is.EqualTo(before));
    }

    [Test]
    public async Task LocateAsync_ModulesFolderAboveARepository_IsNoSuperproject()
    {
        var identity = await GitSandbox.IdentifyAsync(_git.Repository("modules/shop"));

        Assert.That((identity.Checkout, identity.GitCommonDirectory), Is.EqualTo(("main", _git["modules/shop/.git"])));
    }

    private string Superproject()
    {
        var library = _git.Repository("library");
        var main = _git.Repository("shop");
        _git.Git(main, "submodule", "--quiet", "add", library, "parts/lib");
        _git.Git(main, "commit", "-q", "-m", "library");
        return main;
    }

    private string Worktree(string main, string name)
    {
        _git.Git(main, "worktree", "add", "-q", _git[name]);
        _git.Git(_git[name], "submodule", "--quiet", "update", "--init", "--recursive");
        return _git[name];
    }
}
