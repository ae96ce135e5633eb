using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class SchemaFileTests
{
    private static string Published => Path.Combine(TestContext.CurrentContext.TestDirectory, "published.schema.json");

    [Test]
    public void Text_Embedded_IsThePublishedFile() => Assert.That(ProjectServicesSchema.Text, Is.EqualTo(File.ReadAllText(Published)));

    [Test]
    public void Write_KeyTable_IsThePublishedFile() =>
        Assert.That(File.ReadAllText(Published), Is.EqualTo(SchemaWriter.Write(ProjectServicesKeys.Project)), "run the explicit test Write_KeyTable_UpdatesTheFile");

    [Test]
    [Explicit("writes docs/schema/project-services.schema.json after a change of the key table")]
    public void Write_KeyTable_UpdatesTheFile()
    {
        var root = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "PortOrchestrator.sln"))) root = root.Parent;
        File.WriteAllText(Path.Combine(root!.FullName, "docs/schema/project-services.schema.json"), SchemaWriter.Write(ProjectServicesKeys.Project));
    }
}
