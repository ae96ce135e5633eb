using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.Watching;

/// <summary>Reads lists of patterns, and tells of those that are none.</summary>
internal static class WatchPatterns
{
    private static readonly char[] Special = ['*', '?', '[', '{'];

    /// <summary>The patterns as they are written; null when one of them cannot be read.</summary>
    /// <param name="written">The patterns.</param>
    /// <param name="refuse">Takes the place and the problem of each that cannot be read.</param>
    public static IReadOnlyList<string>? Read(IReadOnlyList<ScalarNode> written, Action<Place, string> refuse)
    {
        var isSound = true;
        foreach (var scalar in written)
        {
            if (PathPattern.TryParse(scalar.Text, out _, out var problem)) continue;
            refuse(scalar.Place, $"the pattern {scalar.Display} {problem}");
            isSound = false;
        }

        return isSound ? [.. written.Select(s => s.Text)] : null;
    }

    /// <summary>Splits a path that ends in a pattern, such as <c>src/**/*.js</c>, where the pattern begins.</summary>
    /// <returns>The folder, <c>.</c> when the pattern is all there is, and the pattern; null for a path alone.</returns>
    public static (string Folder, string? Pattern) Split(string text)
    {
        var special = text.IndexOfAny(Special);
        if (special < 0) return (text, null);
        var slash = text.LastIndexOf('/', special);
        // The slash ties the pattern to the folder: 'src/*.js' means no file of a folder below it.
        return (slash < 0 ? "." : slash == 0 ? "/" : text[..slash], "/" + text[(slash + 1)..]);
    }
}
