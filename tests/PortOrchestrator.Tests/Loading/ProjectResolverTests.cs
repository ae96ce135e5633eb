using NSubstitute;
using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator.Tests.Loading;

internal sealed class ProjectResolverTests
{
    private string _folder = "";
    private IPortRegistry _registry = null!;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("portorch-resolve-").FullName;
        _registry = Substitute.For<IPortRegistry>();
        _registry.ListCheckoutsAsync(Arg.Any<CancellationToken>()).Returns([]);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task ResolveAsync_Nothing_IsTheWorkingDirectorysProject()
    {
        var file = Write("a");

        var location = await ResolveAsync(null, workingDirectory: Path.GetDirectoryName(file)!);

        Assert.That((location.Identity.Root, location.Files.Single()), Is.EqualTo((Path.GetDirectoryName(file)!, file)));
    }

    [Test]
    public async Task ResolveAsync_FileElsewhereOutsideGit_MakesItsFolderTheRoot()
    {
        var file = Write("b");

        var location = await ResolveAsync(null, [file]);

        Assert.That(location.Identity.Root, Is.EqualTo(Path.GetDirectoryName(file)));
    }

    [Test]
    public async Task ResolveAsync_RelativeDirectory_IsThatProject()
    {
        Write("c");

        Assert.That((await ResolveAsync("c")).Identity.Root, Is.EqualTo(Path.Combine(_folder, "c")));
    }

    [Test]
    public async Task ResolveAsync_RegisteredName_IsItsMainCheckout()
    {
        Known(new() { ProjectId = "x", Name = "Shop", Root = "/gone/feature", Checkout = "feature" }, new() { ProjectId = "x", Name = "Shop", Root = "/gone/main" });

        Assert.That((await ResolveAsync("shop")).Identity.Root, Is.EqualTo("/gone/main"));
    }

    [TestCase("shop/feature")]
    [TestCase("Shop/Feature")]
    [TestCase("/gone/feature")]
    [TestCase("/gone/main/../feature/")]
    public async Task ResolveAsync_WorktreeThatIsGone_IsFoundByItsNameAndItsFormerFolder(string project)
    {
        Known(new() { ProjectId = "x", Name = "Shop", Root = "/gone/main" }, new() { ProjectId = "x", Name = "Shop", Root = "/gone/feature", Checkout = "feature" });

        var location = await ResolveAsync(project);

        Assert.That((location.Identity.Checkout, location.Identity.Root, location.Files.Count), Is.EqualTo(("feature", "/gone/feature", 0)));
    }

    [Test]
    public async Task ResolveAsync_FolderOfTheCheckoutIsAnothersNow_IsStillTheCheckout()
    {
        var folder = Path.GetDirectoryName(Write("taken"))!;
        Known(new ProjectIdentity { ProjectId = "x", Name = "shop", Root = folder, Checkout = "feature" });

        var location = await ResolveAsync("shop/feature");

        Assert.That((location.Identity.ProjectId, location.Identity.Checkout, location.Files.Count), Is.EqualTo(("x", "feature", 0)));
    }

    [Test]
    public void ResolveAsync_NameOfTwoProjects_NamesBoth()
    {
        Known(new() { ProjectId = "x", Name = "shop", Root = "/one" }, new() { ProjectId = "y", Name = "shop", Root = "/two" });

        Assert.That(async () => await ResolveAsync("shop"), Throws.TypeOf<PortOrchestratorException>()
            .With.Property("Code").EqualTo(ErrorCode.InvalidArgument).And.Message.Contains("/one").And.Message.Contains("/two"));
    }

    [Test]
    public async Task ResolveAsync_UnknownName_IsAnErrorUnlessItIsToBeRegistered()
    {
        Assert.That(async () => await ResolveAsync("new"), Throws.TypeOf<PortOrchestratorException>().With.Property("Code").EqualTo(ErrorCode.ProjectNotFound));
        Assert.That((await ResolveAsync("new", register: true)).Identity.Name, Is.EqualTo("new"));
        Assert.That(async () => await ResolveAsync("no/such", register: true), Throws.TypeOf<PortOrchestratorException>());
    }

    private void Known(params ProjectIdentity[] checkouts) => _registry.ListCheckoutsAsync(Arg.Any<CancellationToken>()).Returns(checkouts);

    private string Write(string folder)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, folder)).FullName, ".project-services.json");
        File.WriteAllText(path, """{ "project_name": "x", "services": [] }""");
        return path;
    }

    private Task<ProjectLocation> ResolveAsync(string? project, string[]? files = null, bool register = false, string? workingDirectory = null) =>
        new ProjectResolver(new ProjectLocator(), _registry, workingDirectory ?? _folder).ResolveAsync(project, files ?? [], register, CancellationToken.None);
}
