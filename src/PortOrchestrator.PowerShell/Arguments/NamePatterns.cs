using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Arguments;

/// <summary>Names and wildcards that a user wrote, matched against the names that exist.</summary>
internal static class NamePatterns
{
    /// <summary>The names that match, in their own order, and the literal names that do not exist. A wildcard may match nothing.</summary>
    public static (IReadOnlyList<string> Found, IReadOnlyList<string> Missing) Match(IReadOnlyList<string> patterns, IReadOnlyList<string> names)
    {
        if (patterns.Count == 0) return (names, []);
        var missing = patterns.Where(p => !WildcardPattern.ContainsWildcardCharacters(p) && !names.Any(n => Same(p, n)));
        return ([.. names.Where(n => IsMatch(patterns, n))], [.. missing]);
    }

    /// <summary>Whether any of the patterns matches; without patterns everything does.</summary>
    public static bool IsMatch(IReadOnlyList<string> patterns, string name) => patterns.Count == 0 || patterns.Any(p => Same(p, name) || Wild(p, name));

    private static bool Same(string pattern, string name) => string.Equals(pattern, name, StringComparison.OrdinalIgnoreCase);

    private static bool Wild(string pattern, string name) =>
        WildcardPattern.ContainsWildcardCharacters(pattern) && WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
}
