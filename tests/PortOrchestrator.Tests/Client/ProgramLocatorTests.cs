namespace PortOrchestrator.Tests.Client;

internal sealed class ProgramLocatorTests
{
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("portorch-locate-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Locate_Option_WinsOverTheVariable()
    {
        var (option, variable) = (Touch("a"), Touch("b"));

        Assert.That(ProgramLocator.Locate(option, _ => variable), Is.EqualTo([option]));
        Assert.That(ProgramLocator.Locate(null, n => n == "PORTORCH_PATH" ? variable : null), Is.EqualTo([variable]));
    }

    [Test]
    public void Locate_Assembly_RunsWithDotnet() => Assert.That(ProgramLocator.Locate(Touch("portorch.dll"), _ => null)[0], Is.EqualTo("dotnet"));

    [Test]
    public void Locate_NamedFileThatDoesNotExist_SaysWhoNamedIt()
    {
        Assert.That(() => ProgramLocator.Locate("/no/such", _ => null), Throws.TypeOf<PortOrchestratorException>().With.Message.Contains("the option"));
        Assert.That(() => ProgramLocator.Locate(null, n => n == "PORTORCH_PATH" ? "/no/such" : null),
            Throws.TypeOf<PortOrchestratorException>().With.Message.Contains("PORTORCH_PATH").And.Property("Code").EqualTo(ErrorCode.SupervisorUnavailable));
    }

    private string Touch(string name)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "");
        return path;
    }
}
