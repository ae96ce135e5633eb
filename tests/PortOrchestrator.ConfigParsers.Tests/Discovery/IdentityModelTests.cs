namespace PortOrchestrator.ConfigParsers.Tests.Discovery;

/// <summary>Random sequences of what people do to worktrees, held against what must stay.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.Children)]
internal sealed class IdentityModelTests : IDisposable
{
    private const int Steps = 25;

    private readonly GitSandbox _git = new();
    private readonly List<(string Folder, string Checkout)> _worktrees = [];
    private readonly List<string> _story = [];
    private string _main = "";
    private int _next;

    public void Dispose() => _git.Dispose();

    [Test]
    [CancelAfter(120_000)]
    public async Task LocateAsync_AnySequenceOfChanges_KeepsEveryWorktreesIdentity([Values(11, 12, 13, 14)] int seed)
    {
        var random = new Random(seed);
        _main = _git.Repository("shop");
        var project = (await GitSandbox.IdentifyAsync(_main)).ProjectId;
        for (var step = 0; step < Steps; step++)
        {
            await ChangeAsync(random);
            foreach (var (folder, checkout) in _worktrees.Append((_main, "main")))
            {
                var identity = await GitSandbox.IdentifyAsync(folder);
                Assert.That((identity.ProjectId, identity.Checkout, identity.Root), Is.EqualTo((project, checkout, folder)), string.Join("; ", _story));
            }

            Assert.That(_worktrees.Select(w => w.Checkout), Is.Unique, string.Join("; ", _story));
        }
    }

    private async Task ChangeAsync(Random random)
    {
        var kind = _worktrees.Count == 0 ? 0 : random.Next(9);
        var index = _worktrees.Count == 0 ? 0 : random.Next(_worktrees.Count);
        var (folder, checkout) = _worktrees.Count == 0 ? ("", "") : _worktrees[index];
        switch (kind)
        {
            case 0 or 1:
                await AddAsync(random);
                break;
            case 2:
                Move(index, (from, to) => _git.Git(_main, "worktree", "move", from, to));
                break;
            case 3:
                Move(index, Directory.Move);
                _git.Git(_main, "worktree", "repair", _worktrees[index].Folder);
                break;
            case 4:
                Move(index, Directory.Move);
                _git.Git(_worktrees[index].Folder, "worktree", "repair");
                break;
            case 5:
                _git.Git(folder, "checkout", "-q", "-B", $"branch-{_next++}");
                _git.Git(folder, "branch", "-m", $"branch-{_next++}");
                break;
            case 6:
                _git.Git(folder, "checkout", "-q", "--detach");
                break;
            case 7:
                _git.Git(_main, "worktree", "remove", "--force", folder);
                _worktrees.RemoveAt(index);
                break;
            default:
                Directory.Delete(folder, recursive: true);
                _git.Git(_main, "worktree", "prune", "--expire", "now");
                _worktrees.RemoveAt(index);
                break;
        }

        _story.Add($"{kind} {checkout} {Path.GetFileName(folder)}");
    }

    /// <summary>Adds a worktree, often in a folder whose name another one has or had; git's own choice of an admin name is what counts.</summary>
    private async Task AddAsync(Random random)
    {
        var folder = _git[$"{(random.Next(2) == 0 ? "a" : "b")}{_next++}/{(random.Next(3) == 0 ? "main" : "wt")}"];
        _git.Git(_main, "worktree", "add", "-q", "-b", $"branch-{_next++}", folder);
        var pointer = await File.ReadAllTextAsync(Path.Combine(folder, ".git"));
        var adminName = Path.GetFileName(pointer.Trim());
        _worktrees.Add((folder, adminName == "main" ? "main~" : adminName));
    }

    private void Move(int index, Action<string, string> move)
    {
        var (folder, checkout) = _worktrees[index];
        var target = Path.Combine(_git.MakeFolder($"moved-{_next++}"), Path.GetFileName(folder));
        move(folder, target);
        _worktrees[index] = (target, checkout);
    }
}
