using System.Text.RegularExpressions;

namespace PortOrchestrator.Resolution;

/// <summary>Expands <c>$NAME</c>, <c>${NAME}</c> and <c>${NAME:-default}</c> as a shell would; <c>$$</c> is a dollar sign.</summary>
internal static partial class VariableExpander
{
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables) => Expand(text, name => variables.GetValueOrDefault(name));

    /// <param name="text">The text.</param>
    /// <param name="find">Gives a variable's value; null when there is none.</param>
    public static string Expand(string text, Func<string, string?> find) =>
        text.Contains('$', StringComparison.Ordinal) ? Variable().Replace(text, match => Value(match, find)) : text;

    private static string Value(Match match, Func<string, string?> find)
    {
        if (match.Groups["escaped"].Success) return "$";
        var name = match.Groups["plain"].Success ? match.Groups["plain"].Value : match.Groups["braced"].Value;
        var value = find(name);
        return (match.Groups["operator"].Value, value is not null, string.IsNullOrEmpty(value)) switch
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
