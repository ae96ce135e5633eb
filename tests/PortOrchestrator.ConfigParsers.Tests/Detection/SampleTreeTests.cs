using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator.ConfigParsers.Tests.Detection;

[CancelAfter(60_000)]
internal sealed class SampleTreeTests : ConfigurationFixture
{
    private static IEnumerable<TestCaseData> Trees => SampleTrees.All.Select(t => new TestCaseData(t).SetArgDisplayNames(t.Name));

    [TestCaseSource(nameof(Trees))]
    public async Task DetectAsync_Tree_FindsTheServicesAndSaysWhere(SampleTree tree)
    {
        var root = Temp.Folder("checkout");
        tree.WriteTo(root);

        var found = await new ProjectDetector().DetectAsync(root);

        Assert.That(found.Services.Select(Description.Of), Is.EqualTo(tree.Expected));
        Assert.That(found.AlsoSeen.Select(Description.Of), Is.SupersetOf(tree.AlsoSeen));
        Assert.That(found.Services.Where(s => s.Confidence == DetectionConfidence.Guess).Select(s => s.Reason), Has.None.Null);
    }

    [TestCaseSource(nameof(Trees))]
    public async Task Write_FileOfATree_IsReadWithoutAnyFinding(SampleTree tree)
    {
        var root = Temp.Folder("checkout");
        tree.WriteTo(root);
        var found = await new ProjectDetector().DetectAsync(root);
        foreach (var syntax in Enum.GetValues<ConfigurationSyntax>())
        {
            var file = Path.Combine(root, InitialConfiguration.FileName(syntax));
            await File.WriteAllTextAsync(file, InitialConfiguration.Write(found, syntax));

            var read = await new ConfigurationReader().ReadAsync(root, [file]);

            Assert.That(read.Diagnostics, Is.Empty, await File.ReadAllTextAsync(file));
            Assert.That(read.Definition!.Services.Select(s => s.Name), Is.EqualTo(found.Services.Select(s => s.Name)));
            Assert.That(read.Definition.Services.Select(s => s.Disabled), Is.EqualTo(found.Services.Select(s => !s.IsEnabled)));
        }
    }
}
