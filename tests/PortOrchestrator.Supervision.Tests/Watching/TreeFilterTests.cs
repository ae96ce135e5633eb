using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Tests.Watching;

[Parallelizable(ParallelScope.All)]
internal sealed class TreeFilterTests
{
    [TestCase("a.js", true)]
    [TestCase("src/a.js", true)]
    [TestCase("src/a.ts", false)]
    [TestCase("src/a.test.js", false)]
    [TestCase("gen/a.js", false)]
    [TestCase("gen/deep/a.js", false)]
    [TestCase("src/gen/a.js", true)]
    [TestCase("node_modules/a.js", false)]
    [TestCase("src/node_modules/x/a.js", false)]
    [TestCase("build", false)]
    [TestCase("state/a.js", false)]
    [TestCase("own.js", false)]
    public void CountsWithFolders_Patterns_DecideTogether(string file, bool expected)
    {
        var path = new WatchedPath { Path = "/p", Include = ["*.js", "build"], Exclude = ["*.test.js", "gen/**", "/build"] };
        var filter = new TreeFilter(path, hasDefaults: true, ["/p/state", "/p/own.js", "/elsewhere/a.js"]);

        Assert.That(filter.CountsWithFolders(file), Is.EqualTo(expected));
    }

    [TestCase(".git", true, false)]
    [TestCase("a/.git", true, false)]
    [TestCase(".git", false, true)]
    [TestCase("src", true, true)]
    [TestCase("building", true, true)]
    public void Descends_DefaultExcludes_AreWholeNames(string folder, bool hasDefaults, bool expected) =>
        Assert.That(new TreeFilter(new WatchedPath { Path = "/p" }, hasDefaults, []).Descends(folder), Is.EqualTo(expected));

    [TestCase("a.js~")]
    [TestCase(".a.js.swp")]
    [TestCase(".#a.js")]
    [TestCase("#a.js#")]
    [TestCase("4913")]
    [TestCase("x/npm.log")]
    public void Counts_EditorsAndLogs_OnlyWhenAskedFor(string file)
    {
        Assert.That(new TreeFilter(new WatchedPath { Path = "/p" }, hasDefaults: true, []).Counts(file), Is.False);
        Assert.That(new TreeFilter(new WatchedPath { Path = "/p" }, hasDefaults: false, []).Counts(file), Is.True);
    }

    [TestCase("#")]
    [TestCase("log")]
    [TestCase("a.js")]
    public void Counts_OtherNames_Do(string file) =>
        Assert.That(new TreeFilter(new WatchedPath { Path = "/p" }, hasDefaults: true, []).Counts(file), Is.True);
}
