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
            var distance = candidate.EndsWith(word, StringComparison.OrdinalIgnoreCase) && word.Length > 2 ? 1 : Distance(Normalize(word), Normalize(candidate));
            if (distance > bestDistance || (distance == bestDistance && best is not null)) continue;
            best = candidate;
            bestDistance = distance;
        }

        return best;
    }

    /// <summary>The hint that names the nearest candidate, else all of them.</summary>
    public static string Hint(string word, IReadOnlyList<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? $"did you mean '{nearest}'?" : "known are " + string.Join(", ", candidates);

    // startCommand, Start-Command and START_COMMAND are the same slip.
    private static string Normalize(string text) => text.ToLowerInvariant().Replace('-', '_').Replace("_", "", StringComparison.Ordinal);

    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (isSwap) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
