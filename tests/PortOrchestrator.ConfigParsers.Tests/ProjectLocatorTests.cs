using System.Diagnostics;
using NSubstitute;
using PortOrchestrator.ConfigParsers.Discovery;
using PortOrchestrator.Projects;

namespace PortOrchestrator.ConfigParsers.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ProjectLocatorTests : IDisposable
{
    private const string Json = ".project-services.json";

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Test]
    public async Task LocateAsync_MainTreeAndWorktree_ShareTheProject()
    {
        var main = Repository("shop");
        Git(main, "worktree", "add", "-q", "-b", "feature/x", "../shop-x");

        var (a, b) = (await LocateAsync(main), await LocateAsync(Path.Combine(_temp.Path, "shop-x")));

        Assert.Multiple(() =>
        {
            Assert.That(a.Checkout, Is.EqualTo("main"));
            Assert.That(a.ProjectId, Does.Match("^[0-9a-f]{12}$"));
            Assert.That(a.GitCommonDirectory, Is.EqualTo(Path.Combine(main, ".git")));
            Assert.That(b.ProjectId, Is.EqualTo(a.ProjectId));
            Assert.That(b.Checkout, Is.EqualTo("shop-x"));
            Assert.That(b.Name, Is.EqualTo("shop"));
            Assert.That(b.Root, Is.EqualTo(Path.Combine(_temp.Path, "shop-x")));
        });
    }

    [Test]
    public async Task LocateAsync_WorktreeInsideTheMainTree_IsItsOwnCheckoutWithItsOwnFiles()
    {
        var main = Repository("shop");
        File.WriteAllText(Path.Combine(main, Json), "{}");
        Git(main, "worktree", "add", "-q", ".claude/worktrees/nested");
        var inner = Directory.CreateDirectory(Path.Combine(main, ".claude/worktrees/nested/sub")).FullName;

        var location = await new ProjectLocator().LocateAsync(inner);

        Assert.That(location.Identity.Checkout, Is.EqualTo("nested"));
        Assert.That(location.Files, Is.Empty);
    }

    [Test]
    public async Task LocateAsync_WorktreeNamedMain_IsNotTheMainCheckout()
    {
        var repository = Repository("shop");
        Git(repository, "worktree", "add", "-q", "../main");

        var identity = await LocateAsync(Path.Combine(_temp.Path, "main"));

        Assert.That(identity.IsMain, Is.False);
        Assert.That(identity.Checkout, Is.EqualTo("main~"));
    }

    [Test]
    public async Task LocateAsync_ThroughASymbolicLink_IsTheSameProject()
    {
        var main = Repository("shop");
        var link = Path.Combine(_temp.Path, "link");
        Directory.CreateSymbolicLink(link, main);

        Assert.That(await LocateAsync(link), Is.EqualTo(await LocateAsync(main)));
    }

    [Test]
    public async Task LocateAsync_FileInSubfolder_KeepsTheCheckoutRoot()
    {
        var main = Repository("shop");
        var file = _temp.Write("shop/services/" + Json, "{}");

        var location = await new ProjectLocator().LocateAsync(_temp.Folder("shop/services/deep"));

        Assert.That(location.Files, Is.EqualTo(new[] { file }));
        Assert.That(location.Identity.Root, Is.EqualTo(main));
    }

    [Test]
    public async Task LocateAsync_OutsideGit_TakesTheFoldersOfTheFileOrTheFolderItself()
    {
        var file = _temp.Write("plain/" + Json, "{}");
        var bare = _temp.Folder("other");

        var found = await new ProjectLocator().LocateAsync(_temp.Folder("plain/a/b"));
        var none = await new ProjectLocator().LocateAsync(bare);

        Assert.That((found.Identity.Root, found.Files.Single()), Is.EqualTo((Path.GetDirectoryName(file), file)));
        Assert.That((none.Identity.Root, none.Files.Count), Is.EqualTo((bare, 0)));
    }

    [TestCase("home")]
    [TestCase("mount")]
    public async Task LocateAsync_OutsideGit_StopsAtBorders(string border)
    {
        _temp.Write(Json, "{}");
        var inner = _temp.Folder("border/inner");
        var facts = Substitute.For<IFileFacts>();
        facts.Home.Returns(border == "home" ? Path.Combine(_temp.Path, "border") : null);
        facts.DeviceOf(Arg.Any<string>()).Returns(c => border == "mount" && !c.Arg<string>().Contains("border") ? 2 : 1);

        var location = await new ProjectLocator(facts).LocateAsync(inner);

        Assert.That(location.Files, Is.Empty);
        Assert.That(location.Identity.Root, Is.EqualTo(inner));
    }

    [Test]
    public async Task LocateAsync_FileOfAnotherUser_IsRefused()
    {
        _temp.Write(Json, "{}");
        var facts = Substitute.For<IFileFacts>();
        facts.IsTrustedOwner(Arg.Any<string>()).Returns(false);

        var location = await new ProjectLocator(facts).LocateAsync(_temp.Path);

        Assert.That(location.Files, Is.Empty);
        Assert.That(location.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.ForeignOwner));
    }

    [Test]
    [Platform("Linux")]
    public void SystemFileFacts_OwnFileAndTwoMounts_AreTold()
    {
        var facts = new SystemFileFacts();

        Assert.That(facts.IsTrustedOwner(_temp.Path), Is.True);
        Assert.That(facts.DeviceOf("/proc"), Is.Not.EqualTo(facts.DeviceOf("/")));
    }

    [Test]
    public async Task LocateAsync_ProcessComposeBeside_IsUsedWithAWarning()
    {
        _temp.Write(Json, "{}");
        var file = _temp.Write("process-compose.yaml", "processes: {}");

        var location = await new ProjectLocator().LocateAsync(_temp.Path);

        Assert.That(location.Files, Is.EqualTo(new[] { file }));
        Assert.That(location.Diagnostics.Single() is { Code: DiagnosticCodes.SeveralFiles } found && found.Message.Contains(Json, StringComparison.Ordinal), Is.True);
    }

    [TestCase("process-compose.yml", "processes: {}", true)]
    [TestCase("process-compose.yaml", "", true)]
    [TestCase("compose.yaml", "version: '1'\nprocesses:\n  a: {command: x}\n", true)]
    [TestCase("compose.yml", "\"processes\" : {}", true)]
    [TestCase("compose.yaml", "services:\n  processes:\n    image: x\n", false)]
    [TestCase("compose.yaml", "processes-of-mine: {}\n", false)]
    [TestCase("docker-compose.yaml", "processes: {}", false)]
    public async Task LocateAsync_FileOfProcessCompose_IsFoundByNameOrContent(string name, string text, bool isFound)
    {
        _temp.Write(name, text);

        var location = await new ProjectLocator().LocateAsync(_temp.Path);

        Assert.That(location.Files.Select(Path.GetFileName), Is.EqualTo(isFound ? new[] { name } : []));
    }

    [TestCase("process-compose.yaml,compose.yml", "compose.yml")]
    [TestCase("process-compose.yaml,process-compose.yml", "process-compose.yml")]
    [TestCase("process-compose.yaml,process-compose.override.yaml", "process-compose.yaml,process-compose.override.yaml")]
    [TestCase("process-compose.yaml,process-compose.override.yaml,compose.override.yml", "process-compose.yaml,compose.override.yml")]
    [TestCase("process-compose.override.yaml", "")]
    public async Task LocateAsync_FilesOfProcessCompose_HaveItsOrder(string present, string expected)
    {
        foreach (var name in present.Split(',')) _temp.Write(name, "processes: {}");

        var location = await new ProjectLocator().LocateAsync(_temp.Path);

        Assert.That(string.Join(',', location.Files.Select(Path.GetFileName)), Is.EqualTo(expected));
    }

    [Test]
    public async Task LocateAsync_OverrideOfDocker_IsLeftAlone()
    {
        var file = _temp.Write("process-compose.yaml", "processes: {}");
        _temp.Write("compose.override.yaml", "services: {}");
        _temp.Write(Json + ".override.yaml", "");

        Assert.That((await new ProjectLocator().LocateAsync(_temp.Path)).Files, Is.EqualTo(new[] { file }));
    }

    [Test]
    public void LocateAsync_MissingFolder_Throws() =>
        Assert.ThrowsAsync<PortOrchestratorException>(() => new ProjectLocator().LocateAsync(Path.Combine(_temp.Path, "none")));

    private static async Task<ProjectIdentity> LocateAsync(string folder) => (await new ProjectLocator().LocateAsync(folder)).Identity;

    private string Repository(string name)
    {
        var folder = _temp.Folder(name);
        Git(folder, "init", "-q", "-b", "trunk");
        Git(folder, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "--allow-empty", "-m", "first");
        return folder;
    }

    private static void Git(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error);
    }
}
