namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>Which keys of a document are taken.</summary>
internal sealed class KeySelection(IReadOnlyList<string> patterns)
{
    private readonly string[][] _patterns = [.. patterns.Select(p => p.Split('/'))];

    /// <summary>Whether a key is taken.</summary>
    public bool Takes(IReadOnlyList<string> key) => Array.Exists(_patterns, p => IsMatch(p, key, isBeginning: false));

    /// <summary>Whether a key, or one below it, is taken.</summary>
    public bool Enters(IReadOnlyList<string> key) => Array.Exists(_patterns, p => IsMatch(p, key, isBeginning: true));

    private static bool IsMatch(string[] pattern, IReadOnlyList<string> key, bool isBeginning)
    {
        for (var i = 0; i < key.Count; i++)
        {
            if (i >= pattern.Length) return false;
            if (pattern[i] == "**") return true;
            if (pattern[i] != "*" && pattern[i] != key[i]) return false;
        }

        return isBeginning || key.Count == pattern.Length || (key.Count == pattern.Length - 1 && pattern[^1] == "**");
    }
}
