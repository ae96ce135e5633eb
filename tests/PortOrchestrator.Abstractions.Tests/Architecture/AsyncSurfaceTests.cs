using System.Text.RegularExpressions;

namespace PortOrchestrator.Abstractions.Tests.Architecture;

[TestFixture]
internal sealed partial class AsyncSurfaceTests
{
    [Test]
    public void AsyncMethods_OfPublicTypes_TakeACancellationTokenLast()
    {
        var wrong = new List<string>();
        var seen = 0;
        foreach (var file in Repository.SourceFiles())
        {
            var text = File.ReadAllText(file);
            if (!PublicType().IsMatch(text)) continue;
            foreach (Match method in AsyncMethod().Matches(text))
            {
                if (method.Groups["name"].Value == "DisposeAsync") continue;
                seen++;
                var parameters = Parameters(text, method.Index + method.Length);
                if (!EndsWithToken().IsMatch(parameters)) wrong.Add($"{Repository.Relative(file)}: {method.Groups["name"].Value}({parameters})");
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(seen, Is.GreaterThan(20), "The pattern no longer recognises the methods it is meant for.");
    }

    private static string Parameters(string text, int start)
    {
        var depth = 1;
        var end = start;
        while (depth > 0) depth += text[end++] switch { '(' => 1, ')' => -1, _ => 0 };
        return string.Join(' ', text[start..(end - 1)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(@"^public ", RegexOptions.Multiline, 5000)]
    private static partial Regex PublicType();

    // Interface members carry no modifier; they are indented by one level and end with a semicolon like everything else.
    [GeneratedRegex(@"^    (?:public\s+(?:(?:static|async|virtual|abstract|sealed|override)\s+)*)?(?:Task|ValueTask|IAsyncEnumerable)(?:<[^=;(]+>)?\s+(?<name>\w+)(?:<\w+>)?\(", RegexOptions.Multiline, 5000)]
    private static partial Regex AsyncMethod();

    [GeneratedRegex(@"\bCancellationToken \w+( = default)?$", RegexOptions.None, 5000)]
    private static partial Regex EndsWithToken();
}
