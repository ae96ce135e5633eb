using PortOrchestrator.ConfigParsers.Settings;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.Settings;

internal sealed class ProjectPatternTests : ConfigurationFixture
{
    [Test]
    public async Task ReadAsync_Projects_AreReadInOrderWithAbsoluteFiles()
    {
        var result = await ReadSettingsAsync("""
            { "projects": [
              { "path": "/srv/{shop,blog}-*", "services_file": "shop.json" },
              { "marker": "artisan", "services_file": "~/laravel.yaml" },
            ] }
            """);

        Assert.That(result.Diagnostics, Is.Empty);
        var projects = result.Settings!.Projects;
        Assert.That(projects.Select(p => p.Marker), Is.EqualTo(new[] { null, "artisan" }));
        Assert.That(projects[0].ServicesFile, Is.EqualTo(Path.Combine(Temp.Path, "shop.json")));
        Assert.That(Path.IsPathFullyQualified(projects[1].ServicesFile) && projects[1].ServicesFile.EndsWith("laravel.yaml", StringComparison.Ordinal));
        Assert.That(new[] { "/srv/shop-1", "/srv/blog-x", "/srv/shop", "/srv/shop-1/web" }.Select(projects[0].IsMatch), Is.EqualTo(new[] { true, true, false, false }));
    }

    [TestCase("""[{ "path": "/srv/x", "services_file": "" }]""", "PO1106")]
    [TestCase("""[{ "path": "/srv/x" }]""", "PO1105")]
    [TestCase("""[{ "services_file": "x.json" }]""", "PO1105")]
    [TestCase("""[{ "path": "srv/x", "services_file": "x.json" }]""", "PO1106")]
    [TestCase("""[{ "path": "/srv/[x", "services_file": "x.json" }]""", "PO1106")]
    [TestCase("""[{ "marker": "/etc", "services_file": "x.json" }]""", "PO1106")]
    [TestCase("""{ "path": "/srv/x" }""", "PO1102")]
    [TestCase("""["/srv/x"]""", "PO1102")]
    public async Task ReadAsync_Mistake_IsAnErrorWithItsPlace(string projects, string code)
    {
        var result = await ReadSettingsAsync($"{{ \"projects\": {projects} }}");

        Assert.That(result.Settings, Is.Null);
        Assert.That(result.Diagnostics.Select(d => (d.Severity, d.Code)), Is.EqualTo(new[] { (DiagnosticSeverity.Error, code) }));
        Assert.That(result.Diagnostics[0].Location!.Column, Is.GreaterThan(1));
    }

    [Test]
    public async Task IsMatch_LinkInThePattern_MeansItsTarget()
    {
        var target = Temp.Folder("target/shop");
        var link = Path.Combine(Temp.Path, "link");
        Directory.CreateSymbolicLink(link, Path.Combine(Temp.Path, "target"));

        var result = await ReadSettingsAsync($$"""{ "projects": [ { "path": "{{link}}/*", "services_file": "x.json" } ] }""");

        Assert.That(result.Settings!.Projects[0].IsMatch(target));
    }

    [Test]
    public async Task LocateAsync_FolderWithoutConfiguration_TakesTheFileOfTheNearestMatch()
    {
        var inner = Temp.Folder("shop/web/src");
        Temp.Write("shop/web/artisan", "x");
        var patterns = new[] { Pattern(null, "artisan", "web.json"), Pattern(Temp.Path + "/*", null, "all.json") };

        var web = await new ProjectLocator().LocateAsync(inner, patterns);
        var shop = await new ProjectLocator().LocateAsync(Path.Combine(Temp.Path, "shop"), patterns);
        var none = await new ProjectLocator().LocateAsync(Temp.Folder("other/deep"), [Pattern(null, "artisan", "web.json")]);

        Assert.That((web.Files[0], web.Source, web.PathFolder), Is.EqualTo((Path.Combine(Temp.Path, "web.json"), ConfigurationSource.Settings, Path.Combine(Temp.Path, "shop", "web"))));
        Assert.That(web.Identity.Root, Is.EqualTo(web.PathFolder), "outside git the matched folder is the project");
        Assert.That(Path.GetFileName(shop.Files[0]), Is.EqualTo("all.json"));
        Assert.That((none.Files.Count, none.Source, none.PathFolder), Is.EqualTo((0, ConfigurationSource.None, (string?)null)));
    }

    [Test]
    public async Task LocateAsync_OwnConfiguration_GoesBeforeEveryPattern()
    {
        var own = Temp.Write("shop/.project-services.json", "{}");

        var found = await new ProjectLocator().LocateAsync(Temp.Folder("shop/web"), [Pattern(Temp.Path + "/**", null, "all.json")]);

        Assert.That((found.Files[0], found.Source), Is.EqualTo((own, ConfigurationSource.Discovered)));
    }

    [Test]
    public async Task LocateAsync_MatchInsideACheckout_KeepsTheCheckout()
    {
        Temp.Folder("repo/.git");
        Temp.Write("repo/.git/HEAD", "ref: refs/heads/main\n");
        Temp.Write("repo/web/artisan", "x");

        var found = await new ProjectLocator().LocateAsync(Path.Combine(Temp.Path, "repo", "web"), [Pattern(null, "artisan", "web.json")]);

        Assert.That((Path.GetFileName(found.Identity.Root), Path.GetFileName(found.PathFolder)), Is.EqualTo(("repo", "web")));
    }

    [Test]
    public async Task ReadAsync_ServicesFolder_IsWhereItsPathsCountFrom()
    {
        Temp.Folder("project/api");
        var file = Temp.Write("config/all.json", """{ "services": [ { "name": "a", "start_command": "x" }, { "name": "b", "start_command": "x", "working_dir": "api" } ] }""");
        var project = Path.Combine(Temp.Path, "project");

        var read = await new ConfigurationReader().ReadAsync(project, [file], new ReadingOptions { ServicesFolder = project });

        Assert.That(read.Diagnostics, Is.Empty);
        Assert.That(read.Definition!.Services.Select(s => s.WorkingDirectory), Is.EqualTo(new[] { project, Path.Combine(project, "api") }));
    }

    private ProjectPattern Pattern(string? path, string? marker, string file)
    {
        ConfigParsers.Watching.PathPattern? parsed = null;
        if (path is not null) Assert.That(ConfigParsers.Watching.PathPattern.TryParse(path, out parsed, out _));
        return new ProjectPattern { Path = parsed, Marker = marker, ServicesFile = Path.Combine(Temp.Path, file) };
    }

    private Task<SettingsResult> ReadSettingsAsync(string text) => new SettingsReader().ReadAsync(Temp.Write("settings.json", text));
}
