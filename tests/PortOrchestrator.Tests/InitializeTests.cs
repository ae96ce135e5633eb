using PortOrchestrator.ConfigParsers;
using PortOrchestrator.ConfigParsers.Detection;
using PortOrchestrator.ConfigParsers.Tests.Detection;

namespace PortOrchestrator.Tests;

/// <summary>A first configuration, and the user's own patterns, through the front door.</summary>
[CancelAfter(60_000)]
internal sealed class InitializeTests
{
    private string _folder = "";

    private string Root => Path.Combine(_folder, "checkout");

    private string State => Path.Combine(_folder, "state");

    private static IEnumerable<TestCaseData> Trees => SampleTrees.All.Select(t => new TestCaseData(t).SetArgDisplayNames(t.Name));

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("portorch-init-").FullName;
        Directory.CreateDirectory(Root);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Trees))]
    public async Task InitializeAsync_AnyTree_WritesWhatCheckHasNothingToSayAbout(SampleTree tree)
    {
        tree.WriteTo(Root);
        foreach (var syntax in Enum.GetValues<ConfigurationSyntax>())
        {
            InitializeResult result;
            await using (var project = await OpenAsync()) result = await project.InitializeAsync(new InitializeOptions { Syntax = syntax });
            await using (var project = await OpenAsync())
            {
                var read = await project.LoadAsync();
                Assert.That(read.IsValid, result.Text);
                Assert.That(read.Diagnostics, Is.Empty, result.Text);
                Assert.That(read.Definition!.Services.SelectMany(s => s.Ports).Where(p => !p.Inferred).Select(p => p.Mode), Has.None.EqualTo(PortMode.Exact));
            }

            File.Delete(result.File);
        }

        Assert.That(Directory.Exists(State), Is.False, "looking creates nothing");
    }

    [Test]
    public async Task InitializeAsync_FileElsewhere_HasPathsThatCountFromThere()
    {
        Write("api/package.json", """{ "name": "api", "scripts": { "dev": "node x" } }""");
        Write("compose.yaml", "services: { db: { image: x } }\n");
        Directory.CreateDirectory(Path.Combine(Root, "config"));
        await using (var project = await OpenAsync()) await project.InitializeAsync(new InitializeOptions { File = "config/services.json" });

        await using var other = await OpenAsync(new OrchestratorOptions { Files = ["config/services.json"] });
        var read = await other.LoadAsync();

        Assert.That(read.Diagnostics, Is.Empty);
        Assert.That(read.Definition!.Services.Single(s => s.Name == "api").WorkingDirectory, Is.EqualTo(Path.Combine(Root, "api")));
        Assert.That(read.Definition.Services.Single(s => s.Name == "db").StartCommand!.Text, Does.Contain(Path.Combine(Root, "compose.yaml")));
    }

    [Test]
    public async Task InitializeAsync_ConfigurationThatExists_IsKeptUnlessOverwritten()
    {
        var file = Write(".project-services.json", """{ "services": [ { "name": "mine", "start_command": "x" } ] }""");
        Write("package.json", """{ "name": "web", "scripts": { "dev": "node x" } }""");
        await using var project = await OpenAsync();

        Assert.That(() => project.InitializeAsync(), Throws.TypeOf<PortOrchestratorException>().With.Message.Contains(file).And.Message.Contains("--force"));
        Assert.That(() => project.InitializeAsync(new InitializeOptions { Syntax = ConfigurationSyntax.Yaml }), Throws.TypeOf<PortOrchestratorException>().With.Message.Contains(file));
        Assert.That((await File.ReadAllTextAsync(file)), Does.Contain("mine"));

        var dry = await project.InitializeAsync(new InitializeOptions { Overwrite = true, DryRun = true });
        Assert.That((dry.IsWritten, (await File.ReadAllTextAsync(file)).Contains("mine", StringComparison.Ordinal)), Is.EqualTo((false, true)));

        var result = await project.InitializeAsync(new InitializeOptions { Overwrite = true });
        Assert.That(result.Detection.Services.Select(s => s.Name), Is.EqualTo(new[] { "web" }));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(result.Text));
        Assert.That(Directory.GetFiles(Root, "*.tmp"), Is.Empty);
    }

    [Test]
    public async Task InitializeAsync_NothingRecognised_WritesAnEmptyFile()
    {
        await using (var project = await OpenAsync()) await project.InitializeAsync();
        await using var again = await OpenAsync();

        Assert.That((await again.LoadAsync()).Definition!.Services, Is.Empty);
    }

    [Test]
    public async Task UpAsync_WithoutConfiguration_SaysWhatWasDetectedAndStartsNothing()
    {
        for (var i = 0; i < 6; i++) Write($"service-{i}/package.json", $$"""{ "name": "service-{{i}}", "scripts": { "dev": "touch ../started" } }""");
        await using var project = await OpenAsync();

        Assert.That(
            () => project.UpAsync(),
            Throws.TypeOf<ConfigurationException>().With.Property("Code").EqualTo(ErrorCode.ConfigurationNotFound)
                .And.Message.Contains("service-0 (service-0/package.json)").And.Message.Contains("and 2 more").And.Message.Contains("portorch init"));
        Assert.That(File.Exists(Path.Combine(Root, "started")), Is.False);
    }

    [Test]
    public async Task DetectAsync_WhereThereIsAStateFolder_RemembersWhatItRead()
    {
        Directory.CreateDirectory(State);
        File.SetLastWriteTimeUtc(Write("package.json", """{ "scripts": { "dev": "vite" } }"""), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using var project = await OpenAsync();

        var (cold, warm) = (await project.DetectAsync(), await project.DetectAsync());

        Assert.That((cold.FilesRead, warm.FilesRead), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task LoadAsync_PatternOfTheSettings_SuppliesTheServicesFile()
    {
        Directory.CreateDirectory(Path.Combine(Root, "api"));
        Write("artisan", "x");
        await File.WriteAllTextAsync(Path.Combine(_folder, "laravel.json"), """{ "services": [ { "name": "web", "start_command": "x", "working_dir": "api" } ] }""");
        var settings = Path.Combine(_folder, "settings.json");
        await File.WriteAllTextAsync(settings, """{ "projects": [ { "marker": "artisan", "services_file": "laravel.json" } ] }""");

        await using var project = await OpenAsync(new OrchestratorOptions { SettingsFile = settings });
        var read = await project.LoadAsync();

        Assert.That(read.IsValid);
        Assert.That(read.Definition!.Services.Single().WorkingDirectory, Is.EqualTo(Path.Combine(Root, "api")));
        Assert.That((project.ConfigurationSource, project.Project.Root), Is.EqualTo((ConfigurationSource.Settings, Root)));

        await File.WriteAllTextAsync(settings, """{ "projects": [ { "marker": "artisan", "services_file": "none.json" } ] }""");
        await using var missing = await OpenAsync(new OrchestratorOptions { SettingsFile = settings });
        Assert.That((await missing.LoadAsync()).Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileMissing));

        await File.WriteAllTextAsync(settings, """{ "projects": 5 }""");
        await using var broken = await OpenAsync(new OrchestratorOptions { SettingsFile = settings });
        var refused = await broken.LoadAsync();
        Assert.That((refused.NotFound, refused.Diagnostics.Single().Location?.File), Is.EqualTo((false, settings)), "nobody knows what the patterns would say");
    }

    [Test]
    public async Task ConfigurationSource_OwnAndNamedFiles_AreToldApart()
    {
        Write(".project-services.json", """{ "services": [] }""");
        await using var own = await OpenAsync();
        await using var named = await OpenAsync(new OrchestratorOptions { Files = [".project-services.json"] });

        Assert.That((own.ConfigurationSource, named.ConfigurationSource), Is.EqualTo((ConfigurationSource.Discovered, ConfigurationSource.Named)));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private Task<ProjectOrchestrator> OpenAsync(OrchestratorOptions? options = null) =>
        ProjectOrchestrator.OpenAsync((options ?? new OrchestratorOptions()) with { WorkingDirectory = Root, Paths = new StatePaths(State) });
}
