using PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

namespace PortOrchestrator.ConfigParsers.Tests;

/// <summary>Which files a change of which may change what was read.</summary>
internal sealed class ReadFilesTests : ProcessComposeFixture
{
    [Test]
    public async Task Files_ProjectServices_AreTheFileAndItsEnvironmentFiles()
    {
        Temp.Write("a.env", "A=1");

        var result = await ReadAsync("""{ "env_file": "a.env", "services": [ { "name": "web", "start_command": "x", "env_file": ["sub/missing.env"] } ] }""");

        Assert.That(result.Definition, Is.Null);
        Assert.That(Names(result.Files), Is.EqualTo([".project-services.json", "missing.env", "a.env"]));
    }

    [Test]
    public async Task Files_ProcessCompose_AreAlsoWhatIsExtendedAndTheDotEnvThatIsNotThere()
    {
        Temp.Write("base.yaml", "processes: {db: {command: x, env_file: db.env}}");

        var result = await ReadYamlAsync("extends: base.yaml\nprocesses: {web: {command: y}}");

        Assert.That(Names(result.Files), Is.EqualTo([FileName, ".env", "base.yaml", "db.env"]));
        Assert.That(result.Files, Is.All.StartWith(Temp.Path));
    }

    [Test]
    public async Task Files_BrokenFile_AreKnownAllTheSame() =>
        Assert.That(Names((await ReadYamlAsync("processes: [")).Files), Does.Contain(FileName));

    private static IEnumerable<string?> Names(IEnumerable<string> files) => files.Select(Path.GetFileName);
}
