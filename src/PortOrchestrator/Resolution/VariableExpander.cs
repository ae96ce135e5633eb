using System.Text.RegularExpressions;

namespace PortOrchestrator.Resolution;

/// <summary>Expands <c>$NAME</c>, <c>${NAME}</c> and <c>${NAME:-default}</c> as a shell would; <c>$$</c> is a dollar sign.</summary>
internal static partial class VariableExpander
{
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables) =>
        text.Contains('$', StringComparison.Ordinal) ? Variable().Replace(text, match => Value(match, variables)) : text;

    private static string Value(Match match, IReadOnlyDictionary<string, string> variables)
    {
        if (match.Groups["escaped"].Success) return "$";
        var name = match.Groups["plain"].Success ? match.Groups["plain"].Value : match.Groups["braced"].Value;
        var known = variables.TryGetValue(name, out var value);
        return (match.Groups["operator"].Value, known, string.IsNullOrEmpty(value)) switch
        {
            (":-", _, true) => match.Groups["default"].Value,
            ("-", false, _) => match.Groups["default"].Value,
            _ => value ?? "",
        };
    }

    [GeneratedRegex(
        @"(?<escaped>\$\$)|\$(?<plain>[A-Za-z_][A-Za-z0-9_]*)|\$\{(?<braced>[A-Za-z_][A-Za-z0-9_]*)(?:(?<operator>:?-)(?<default>[^}]*))?\}",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Variable();
}
