namespace PortOrchestrator.Abstractions.Tests.Architecture;

[TestFixture]
internal sealed class ProjectReferenceTests
{
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";

    private static readonly string[] Middle =
        ["PortOrchestrator.ServiceGraph", "PortOrchestrator.PortRegistry", "PortOrchestrator.Probes", "PortOrchestrator.ConfigParsers"];

    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["PortOrchestrator.Abstractions"] = ([], []),
        ["PortOrchestrator.ServiceGraph"] = (["PortOrchestrator.Abstractions"], [Logging]),
        ["PortOrchestrator.PortRegistry"] = (["PortOrchestrator.Abstractions"], [Logging, "Microsoft.Data.Sqlite"]),
        ["PortOrchestrator.Probes"] = (["PortOrchestrator.Abstractions"], [Logging, "CliWrap"]),
        ["PortOrchestrator.ConfigParsers"] = (["PortOrchestrator.Abstractions"], [Logging, "YamlDotNet", "Cronos", "System.Text.Json", "CliWrap"]),
        ["PortOrchestrator.Supervision"] = ([.. Middle, "PortOrchestrator.Abstractions"], [Logging, "Microsoft.Data.Sqlite"]),
        ["PortOrchestrator"] = (["PortOrchestrator.Supervision", "PortOrchestrator.Abstractions"],
            [Logging, "Microsoft.Extensions.DependencyInjection.Abstractions", "CliWrap"]),
        ["PortOrchestrator.Host"] = (["PortOrchestrator"], []),
        ["PortOrchestrator.PowerShell"] = (["PortOrchestrator"], ["PowerShellStandard.Library"]),
    };

    private static IEnumerable<string> Projects => Allowed.Keys;

    [Test]
    public void SourceFolder_Always_HoldsExactlyTheKnownProjects()
    {
        var found = Repository.Files("src", "*.csproj").Select(p => Path.GetFileNameWithoutExtension(p));

        Assert.That(found, Is.EquivalentTo(Allowed.Keys));
    }

    [TestCaseSource(nameof(Projects))]
    public void ProjectReferences_OfEachProject_PointDownOnly(string name) =>
        Assert.That(ProjectFile.OfSource(name).ProjectReferences, Is.SubsetOf(Allowed[name].Projects));

    [TestCaseSource(nameof(Projects))]
    public void PackageReferences_OfEachProject_AreAllowed(string name) =>
        Assert.That(ProjectFile.OfSource(name).PackageReferences, Is.SubsetOf(Allowed[name].Packages));

    [TestCaseSource(nameof(Middle))]
    public void MiddleLibraries_Always_ReferenceAbstractionsAlone(string name) =>
        Assert.That(ProjectFile.OfSource(name).ProjectReferences, Is.EqualTo(new[] { "PortOrchestrator.Abstractions" }));

    [Test]
    public void PowerShellStandard_Always_StaysOutOfTheOutput()
    {
        var reference = ProjectFile.OfSource("PortOrchestrator.PowerShell").Elements("PackageReference").Single();

        Assert.That(reference.Attribute("PrivateAssets")?.Value, Is.EqualTo("all"));
    }

    [Test]
    public void PackageVersions_Always_AreCentral()
    {
        var own = Repository.Files("", "*.csproj")
            .Where(p => !Repository.Relative(p).StartsWith("build/ConsumerCheck/", StringComparison.Ordinal))
            .Where(p => new ProjectFile(p).Elements("PackageReference").Any(e => e.Attribute("Version") is not null))
            .Select(Repository.Relative);

        Assert.That(own, Is.Empty);
    }

    [Test]
    public void TargetFramework_OfLibrariesAndModule_IsNet8()
    {
        var shared = new ProjectFile(Path.Combine(Repository.Root, "build", "Library.props"));
        var overriding = Projects.Where(n => n != "PortOrchestrator.Host" && ProjectFile.OfSource(n).Elements("TargetFramework").Any());

        Assert.That(shared.Elements("TargetFramework").Single().Value, Is.EqualTo("net8.0"));
        Assert.That(overriding, Is.Empty);
    }

    [Test]
    public void Solution_Always_HoldsEveryProjectOfSourceAndTests()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "PortOrchestrator.sln")).Replace('\\', '/');
        var missing = Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj"))
            .Select(Repository.Relative).Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal));

        Assert.That(missing, Is.Empty);
    }
}
