using System.Text.RegularExpressions;

namespace PortOrchestrator.Abstractions.Tests.Architecture;

[TestFixture]
internal sealed partial class DocumentationLinkTests
{
    private static IEnumerable<string> Pages() =>
        Repository.Files("docs", "*.md").Concat([Path.Combine(Repository.Root, "README.md"), Path.Combine(Repository.Root, "CHANGELOG.md")])
            .Select(Repository.Relative);

    [TestCaseSource(nameof(Pages))]
    public void Links_OfAPage_LeadSomewhere(string page)
    {
        var file = Path.Combine(Repository.Root, page);
        var broken = Link().Matches(WithoutCode(File.ReadAllText(file)))
            .Select(m => m.Groups["target"].Value)
            .Where(t => !t.Contains("://", StringComparison.Ordinal) && !t.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(t => !Exists(file, t));

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Pages_OfTheDocumentation_AreReachedFromTheReadme()
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>([Path.Combine(Repository.Root, "README.md")]);
        while (open.TryDequeue(out var file))
        {
            if (!reached.Add(Repository.Relative(file))) continue;
            foreach (Match link in Link().Matches(WithoutCode(File.ReadAllText(file))))
            {
                var target = Path.GetFullPath(link.Groups["target"].Value.Split('#')[0], Path.GetDirectoryName(file)!);
                if (target.EndsWith(".md", StringComparison.Ordinal) && File.Exists(target)) open.Enqueue(target);
            }
        }

        Assert.That(Pages().Where(p => !reached.Contains(p) && !p.StartsWith("docs/help/", StringComparison.Ordinal)), Is.Empty);
    }

    private static bool Exists(string page, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!);
        if (!File.Exists(file) && !Directory.Exists(file)) return false;
        return parts.Length == 1 || !file.EndsWith(".md", StringComparison.Ordinal) || Anchors(file).Contains(parts[1]);
    }

    private static IEnumerable<string> Anchors(string file) =>
        Heading().Matches(WithoutCode(File.ReadAllText(file), inline: false))
            .Select(m => NotInAnchor().Replace(m.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string text, bool inline = true)
    {
        var prose = Fence().Replace(text, "");
        return inline ? InlineCode().Replace(prose, "") : prose;
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.None, 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+\s+(?<text>.+)$", RegexOptions.Multiline, 5000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 5000)]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline, 5000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"`[^`\n]+`", RegexOptions.None, 5000)]
    private static partial Regex InlineCode();
}
