namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Suggestion
{
    /// <summary>The candidate that is nearest to a word by Damerau-Levenshtein distance, when it is near enough.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > 64) return null;
        string? best = null;
        var bestDistance = (Math.Max(word.Length, 3) + 2) / 3;
        foreach (var candidate in candidates)
        {
            var distance = candidate.EndsWith(word, StringComparison.OrdinalIgnoreCase) && word.Length > 2 ? 1 : EditDistance.Between(Normalize(word), Normalize(candidate));
            if (distance > bestDistance || (distance == bestDistance && best is not null)) continue;
            best = candidate;
            bestDistance = distance;
        }

        return best;
    }

    // startCommand, Start-Command and START_COMMAND are the same slip.
    private static string Normalize(string text) => text.ToLowerInvariant().Replace('-', '_').Replace("_", "", StringComparison.Ordinal);
}
