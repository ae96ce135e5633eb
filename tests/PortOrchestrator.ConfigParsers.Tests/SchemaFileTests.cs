using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class SchemaFileTests
{
    private static string Published => Path.Combine(TestContext.CurrentContext.TestDirectory, "published.schema.json");

    [Test]
    public void Text_Embedded_IsThePublishedFile() => Assert.That(ProjectServicesSchema.Text, Is.EqualTo(File.ReadAllText(Published)));

    [Test]
    public void Write_KeyTable_IsThePublishedFile() =>
        PublishedSchema.Check("project-services.schema.json", Published, SchemaWriter.Write(ProjectServicesKeys.Project));
}
