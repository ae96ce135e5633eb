using System.Text.RegularExpressions;

namespace PortOrchestrator.Abstractions.Tests.Architecture;

[TestFixture]
internal sealed partial class SourceShapeTests
{
    private static readonly string[] WithoutType = ["Program", "AssemblyInfo", "GlobalUsings"];

    [Test]
    public void SourceFiles_Always_HaveAtMost400Lines() =>
        Assert.That(Repository.SourceFiles().Where(f => File.ReadLines(f).Count() > 400).Select(Repository.Relative), Is.Empty);

    [Test]
    public void SourceFiles_InTheMiddle_HaveFewerThan70Lines()
    {
        var lengths = Repository.SourceFiles().Select(f => File.ReadLines(f).Count()).Order().ToList();

        Assert.That(lengths[lengths.Count / 2], Is.LessThan(70));
    }

    [Test]
    public void SourceFiles_Always_AreNamedAfterTheirType()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.SourceFiles().Where(f => !WithoutType.Contains(Path.GetFileNameWithoutExtension(f))))
        {
            var expected = Path.GetFileName(file).Split('.')[0];
            var types = TypeDeclaration().Matches(File.ReadAllText(file));
            if (types.Count > 0 && types.All(t => t.Groups["name"].Value != expected))
                wrong.Add($"{Repository.Relative(file)}: declares {string.Join(", ", types.Select(t => t.Groups["name"].Value))}");
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void SourceFiles_Always_HaveOnePublicTypeAndItNamesTheFile()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.SourceFiles())
        {
            var expected = Path.GetFileName(file).Split('.')[0];
            var types = TypeDeclaration().Matches(File.ReadAllText(file))
                .Where(t => t.Value.StartsWith("public", StringComparison.Ordinal)).Select(t => t.Groups["name"].Value).ToList();
            if (types.Count > 1 || (types.Count == 1 && types[0] != expected)) wrong.Add($"{Repository.Relative(file)}: {string.Join(", ", types)}");
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Namespaces_Always_FollowTheFolders()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.SourceFiles())
        {
            if (NamespaceDeclaration().Match(File.ReadAllText(file)) is not { Success: true } found) continue;
            var expected = ExpectedNamespace(file);
            if (found.Groups["name"].Value != expected) wrong.Add($"{Repository.Relative(file)}: {found.Groups["name"].Value}, not {expected}");
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void SourceFiles_Always_AreWithoutRegionsAndStubs()
    {
        var wrong = from file in Repository.SourceFiles()
                    from line in Repository.CodeLines(file)
                    where line.Text.Contains("#region", StringComparison.Ordinal) || line.Text.Contains("NotImplementedException", StringComparison.Ordinal)
                    select $"{Repository.Relative(file)}:{line.Number}";

        Assert.That(wrong, Is.Empty);
    }

    private static string ExpectedNamespace(string file)
    {
        var parts = Repository.Relative(Path.GetDirectoryName(file)!).Split('/')[1..];
        // What crosses assemblies lives in the root namespace: users write PortOrchestrator.Ports, not PortOrchestrator.Abstractions.Ports.
        if (parts[0] == "PortOrchestrator.Abstractions") parts[0] = "PortOrchestrator";
        return string.Join('.', parts);
    }

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|abstract|sealed|partial|readonly|unsafe|ref)\s+)*(?:class|record\s+struct|record\s+class|record|struct|interface|enum|delegate\s+\S+)\s+(?<name>\w+)", RegexOptions.Multiline, 5000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)\s*[;{]?", RegexOptions.Multiline, 5000)]
    private static partial Regex NamespaceDeclaration();
}
