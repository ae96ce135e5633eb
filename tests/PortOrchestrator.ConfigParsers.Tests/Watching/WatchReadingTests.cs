using PortOrchestrator.ConfigParsers.Tests.ProcessCompose;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests.Watching;

internal sealed class WatchReadingTests : ProcessComposeFixture
{
    [TestCase("\"src\"", "src", "")]
    [TestCase("\"src/**/*.js\"", "src", "/**/*.js")]
    [TestCase("\"src/*.js\"", "src", "/*.js")]
    [TestCase("\"*.js\"", "", "/*.js")]
    [TestCase("\"a.{js,ts}\"", "", "/a.{js,ts}")]
    [TestCase("[\"package.json\"]", "package.json", "")]
    [TestCase("{ \"paths\": \"lib\" }", "lib", "")]
    [TestCase("{ \"paths\": [ { \"path\": \"lib\", \"include\": \"*.rb\" } ] }", "lib", "*.rb")]
    public async Task Read_OneText_IsAPathOrEndsInAPattern(string value, string path, string include)
    {
        var watched = (await ServiceAsync($"\"watch\": {value}")).Watch!.Paths.Single();

        Assert.That(watched.Path, Is.EqualTo(Path.TrimEndingDirectorySeparator(Path.Combine(Temp.Path, path))));
        Assert.That(string.Join(' ', watched.Include), Is.EqualTo(include));
    }

    [Test]
    public async Task Read_NothingMoreSaid_HasTheDefaultsOfProcessCompose()
    {
        var watch = (await ServiceAsync("\"watch\": \"src\"")).Watch!;

        Assert.That((watch.Cascade, watch.Debounce, watch.MaxFolders, watch.DefaultExcludes), Is.EqualTo((false, TimeSpan.FromMilliseconds(300), 8192, true)));
    }

    [Test]
    public async Task Read_Map_HasEveryValue()
    {
        const string Watch = """
            { "paths": ["a", { "path": "b", "include": ["*.c", "*.h"], "exclude": ["gen/**"] }],
              "cascade": true, "debounce_seconds": 1.5, "max_folders": 7, "default_excludes": false }
            """;
        var watch = (await ServiceAsync($"\"watch\": {Watch}")).Watch!;

        Assert.That((watch.Cascade, watch.Debounce.TotalSeconds, watch.MaxFolders, watch.DefaultExcludes), Is.EqualTo((true, 1.5, 7, false)));
        Assert.That(watch.Paths.Select(p => Path.GetFileName(p.Path)), Is.EqualTo(["a", "b"]));
        Assert.That(watch.Paths[1].Include, Is.EqualTo(["*.c", "*.h"]));
        Assert.That(watch.Paths[1].Exclude, Is.EqualTo(["gen/**"]));
    }

    [Test]
    public async Task Read_Home_IsTheUsersHome() => Assert.That(
        (await ServiceAsync("\"watch\": \"~/x/*.c\"")).Watch!.Paths[0].Path,
        Is.EqualTo(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "x")));

    [Test]
    public async Task Read_PatternsThatAreNone_AreAllToldOfWithTheirPlaces()
    {
        var result = await ReadAsync("""
            { "services": [ { "name": "web", "start_command": "x", "watch": [
              "src/[a",
              { "path": "lib",
                "include": ["*.c", "{a"],
                "exclude": "../x" }
            ] } ] }
            """);

        Assert.That(result.Definition, Is.Null);
        Assert.That(result.Diagnostics.Select(Describe), Is.EqualTo(["2:3 Error PO1106", "4:24 Error PO1106", "5:16 Error PO1106"]));
        Assert.That(result.Diagnostics[1].Message, Does.Contain("\"{a\"").And.Contain("without a '}'"));
    }

    [TestCase("\"watch\": \"src\", \"schedule\": \"@daily\"")]
    [TestCase("\"watch\": \"src\", \"kind\": \"external\", \"health_check\": \"tcp://localhost:1\"")]
    public async Task Read_WhatCannotBeRestarted_IsAnError(string keys)
    {
        var result = await ReadAsync(Document(keys));

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.Contradiction, Location.Line: 1, Location.Column: > 40 }, Is.True, string.Join('\n', result.Diagnostics));
    }

    [Test]
    public async Task Read_Copies_EachWatchTheFiles()
    {
        var result = await ReadAsync(Document("\"watch\": \"src\", \"replicas\": 2"));

        Assert.That(result.Definition!.Services.Select(s => s.Watch?.Paths.Count), Is.EqualTo([1, 1]));
    }

    [TestCase("false", "warning")]
    [TestCase("true", "error")]
    public async Task Read_ProcessComposePatternThatIsNone_LeavesTheWatchOut(string strict, string severity)
    {
        var result = await ReadYamlAsync($"is_strict: {strict}\nprocesses:\n  web:\n    command: x\n    watch:\n      paths:\n        - path: src\n          include: ['*.c', '[a']\n");

        var finding = result.Diagnostics.Single();
        Assert.That(finding.ToString(), Does.StartWith($"{finding.Location!.File}:8:28: {severity} PO1412: the pattern \"[a\""));
        Assert.That(result.Definition?.Services[0].Watch, Is.Null);
    }

    [Test]
    public async Task Read_Watch_IsNoLongerSaidToHaveNoEffect()
    {
        Assert.That((await ReadAsync(Document("\"watch\": \"src\""))).Diagnostics, Is.Empty);
        Assert.That((await ReadYamlAsync("processes: {web: {command: x, watch: {paths: [{path: src}]}}}")).Diagnostics, Is.Empty);
    }

    [Test]
    public async Task Read_Scope_MeansTheSameInBothFormats()
    {
        var own = await ReadAsync(Document("\"scope\": \"machine\", \"tier\": 1"));
        var compose = await ReadYamlAsync("processes: {web: {command: run, x-portorch: {scope: machine, tier: 1}}}");

        Assert.That(compose.Definition!.Services[0].Scope, Is.EqualTo(ServiceScope.Machine).And.EqualTo(own.Definition!.Services[0].Scope));
        Assert.That(compose.Diagnostics.Select(d => (d.Code, d.Message)), Is.EqualTo(own.Diagnostics.Select(d => (d.Code, d.Message))));
    }
}
