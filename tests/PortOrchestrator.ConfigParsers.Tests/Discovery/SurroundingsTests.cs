namespace PortOrchestrator.ConfigParsers.Tests.Discovery;

/// <summary>The process environment, which these tests change, must not matter.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
internal sealed class SurroundingsTests : IDisposable
{
    private readonly GitSandbox _git = new();

    public void Dispose() => _git.Dispose();

    [Test]
    public async Task LocateAsync_VariablesOfAGitHook_AreIgnored()
    {
        var (here, other) = (_git.Repository("here"), _git.Repository("other"));
        var expected = await GitSandbox.IdentifyAsync(here);
        var variables = new Dictionary<string, string?>
        {
            ["GIT_DIR"] = Path.Combine(other, ".git"),
            ["GIT_WORK_TREE"] = other,
            ["GIT_COMMON_DIR"] = Path.Combine(other, ".git"),
            ["GIT_INDEX_FILE"] = Path.Combine(other, ".git/index"),
            ["GIT_CEILING_DIRECTORIES"] = here,
        };

        var actual = await WithAsync(variables, () => GitSandbox.IdentifyAsync(Directory.CreateDirectory(Path.Combine(here, "src")).FullName));

        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public async Task LocateAsync_NoGitOnThePath_IdentifiesTheSame()
    {
        var main = _git.Repository("shop");
        _git.Git(main, "worktree", "add", "-q", _git["wt"]);
        var expected = await GitSandbox.IdentifyAsync(_git["wt"]);
        Directory.Move(_git["wt"], _git["moved"]);

        var actual = await WithAsync(new() { ["PATH"] = _git.MakeFolder("empty") }, () => GitSandbox.IdentifyAsync(_git["moved"]));

        Assert.That(actual, Is.EqualTo(expected with { Root = _git["moved"] }));
    }

    private static async Task<T> WithAsync<T>(Dictionary<string, string?> variables, Func<Task<T>> act)
    {
        var former = variables.Keys.ToDictionary(k => k, Environment.GetEnvironmentVariable);
        try
        {
            foreach (var (name, value) in variables) Environment.SetEnvironmentVariable(name, value);
            return await act();
        }
        finally
        {
            foreach (var (name, value) in former) Environment.SetEnvironmentVariable(name, value);
        }
    }
}
