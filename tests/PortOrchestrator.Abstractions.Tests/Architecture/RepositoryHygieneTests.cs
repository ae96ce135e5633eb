using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PortOrchestrator.Abstractions.Tests.Architecture;

[TestFixture]
internal sealed partial class RepositoryHygieneTests
{
    private static readonly HashSet<string> Text =
        [".cs", ".csproj", ".props", ".targets", ".json", ".yaml", ".yml", ".md", ".ps1", ".psd1", ".psm1", ".ps1xml", ".config", ".sh", ".sln", ""];

    [Test]
    public void NuGetConfig_Always_NamesNoSource()
    {
        var elements = XDocument.Load(Path.Combine(Repository.Root, "nuget.config")).Descendants().Select(e => e.Name.LocalName);

        Assert.That(elements, Has.No.Member("packageSources"));
    }

    [Test]
    public void Files_Always_AreFreeOfThisMachinesPaths() =>
        Assert.That(TextFiles().Where(f => f.Text.Contains(Repository.Root + "/", StringComparison.Ordinal)).Select(f => f.Path), Is.Empty);

    [Test]
    public void FilesOutsideTests_Always_AreFreeOfHomeFolders() =>
        Assert.That(
            TextFiles().Where(f => !f.Path.StartsWith("tests/", StringComparison.Ordinal) && HomeFolder().IsMatch(f.Text)).Select(f => f.Path),
            Is.Empty);

    [Test]
    public void Files_Always_AreFreeOfPackageRegistryHosts() =>
        Assert.That(TextFiles().Where(f => RegistryHost().IsMatch(f.Text)).Select(f => f.Path), Is.Empty);

    private static IEnumerable<(string Path, string Text)> TextFiles() =>
        Repository.Files("", "*").Where(f => Text.Contains(Path.GetExtension(f).ToLowerInvariant()))
            .Select(f => (Repository.Relative(f), File.ReadAllText(f)));

    // Names that documentation uses for "somebody" are no machine's.
    [GeneratedRegex(@"(?<![\w.])(/root/|/home/(?!me\b|you\b|user\b)\w+/|C:\\Users\\(?!me\b|you\b|user\b)\w+)", RegexOptions.None, 5000)]
    private static partial Regex HomeFolder();

    [GeneratedRegex(@"\b(nuget\.org|powershellgallery\.com|registry\.npmjs\.org|pypi\.org|pkgs\.dev\.azure\.com)\b", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex RegistryHost();
}
