using PortOrchestrator.Projects;

namespace PortOrchestrator.Abstractions.Tests;

[TestFixture]
internal sealed class StatePathsTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("portorch-paths-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void FromEnvironment_WithOwnVariable_TakesIt() =>
        Assert.That(Home(("PORTORCHESTRATOR_HOME", _folder), ("XDG_STATE_HOME", "/elsewhere"), ("HOME", "/home/me")), Is.EqualTo(_folder));

    [Test]
    [Platform("Linux")]
    public void FromEnvironment_WithAnXdgFolder_GoesBelowIt() =>
        Assert.That(Home(("XDG_STATE_HOME", "/var/state"), ("HOME", "/home/me")), Is.EqualTo("/var/state/portorchestrator"));

    [TestCase("state")]
    [TestCase("./state")]
    [TestCase("")]
    [Platform("Linux")]
    public void FromEnvironment_WithARelativeXdgFolder_IgnoresIt(string value) =>
        Assert.That(Home(("XDG_STATE_HOME", value), ("HOME", "/home/me")), Is.EqualTo("/home/me/.local/state/portorchestrator"));

    [Test]
    [Platform("Linux")]
    public void FromEnvironment_WithHomeAlone_UsesTheDefaultBelowIt() =>
        Assert.That(Home(("HOME", "/home/me")), Is.EqualTo("/home/me/.local/state/portorchestrator"));

    [TestCase("home")]
    [TestCase("")]
    [Platform("Linux")]
    public void FromEnvironment_WithoutAFullHome_TakesTheUserDatabases(string home)
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assume.That(user, Is.Not.Empty);

        Assert.That(Home(("HOME", home)), Is.EqualTo(Path.Combine(user, ".local/state/portorchestrator")));
    }

    [Test]
    public void Paths_OfACheckout_LieInItsOwnFolder()
    {
        var paths = new StatePaths(_folder);
        var project = new ProjectIdentity { ProjectId = "0123456789ab", Name = "shop", Root = "/srv/shop", Checkout = "fix" };
        var own = Path.Combine(_folder, "projects", "0123456789ab-fix");

        Assert.That(paths.RegistryFile, Is.EqualTo(Path.Combine(_folder, "registry.db")));
        Assert.That(paths.RunFolder, Is.EqualTo(Path.Combine(_folder, "run")));
        Assert.That(paths.StateFile(project), Is.EqualTo(Path.Combine(own, "state.db")));
        Assert.That(paths.SupervisorLog(project), Is.EqualTo(Path.Combine(own, "supervisor.log")));
        Assert.That(paths.LogFolder(project), Is.EqualTo(Path.Combine(own, "logs")));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder), Is.Empty, "Asking for a path creates nothing.");
    }

    [Test]
    [Platform("Unix")]
    public void CreatePrivateFolder_WithMissingParents_IsForThisUserAlone()
    {
        if (OperatingSystem.IsWindows()) return;
        var parent = Path.Combine(_folder, "a");
        var folder = Path.Combine(parent, "b");

        StatePaths.CreatePrivateFolder(folder);

        var expected = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.That((File.GetUnixFileMode(parent), File.GetUnixFileMode(folder)), Is.EqualTo((expected, expected)));
    }

    [Test]
    public void CreatePrivateFolder_WhereAFileIs_SaysWhatAndWhereAndWhatToDo()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var error = Assert.Throws<PortOrchestratorException>(() => StatePaths.CreatePrivateFolder(Path.Combine(file, "below")));

        Assert.That(error!.Code, Is.EqualTo(ErrorCode.StateUnavailable));
        Assert.That(error.Message, Does.Contain(file).And.Contain("PORTORCHESTRATOR_HOME"));
    }

    private static string Home(params (string Name, string Value)[] environment) =>
        StatePaths.FromEnvironment(name => environment.FirstOrDefault(v => v.Name == name).Value).Home;
}
