using System.Text.RegularExpressions;

namespace PortOrchestrator.ModuleTool;

/// <summary>Reads a syntax line such as <c>Verb-Noun [[-Name] &lt;string[]&gt;] -All [&lt;CommonParameters&gt;]</c>.</summary>
internal static partial class SyntaxItem
{
    public static IEnumerable<(string Name, string? Type, bool Required, bool Positional)> Parse(string line) =>
        Argument().Matches(line).Select(m => (
            m.Groups["name"].Value,
            m.Groups["type"].Success ? m.Groups["type"].Value : null,
            !m.Groups["optional"].Success,
            m.Groups["positional"].Success));

    [GeneratedRegex(@"(?<=\s)(?<optional>\[(?=(\[-\w+\]|-\w+)(\s<[^>]+>)?\]))?(?<positional>\[)?-(?<name>\w+)\]?(\s<(?<type>[^>]+)>)?")]
    private static partial Regex Argument();
}
