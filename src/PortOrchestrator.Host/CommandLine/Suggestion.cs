namespace PortOrchestrator.Host.CommandLine;

/// <summary>Finds what was probably meant by a misspelt word.</summary>
internal static class Suggestion
{
    /// <summary>The candidate with the fewest edits (a swap of neighbours is one), if they are few for its length; or the only one that begins with the word.</summary>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        var all = candidates.Distinct().ToList();
        var best = all
            .Select(c => (Candidate: c, Edits: Distance(word.ToLowerInvariant(), c.ToLowerInvariant())))
            .Where(c => c.Edits <= Math.Max(1, c.Candidate.TrimStart('-').Length / 3))
            .OrderBy(c => c.Edits)
            .Select(c => c.Candidate)
            .FirstOrDefault();
        if (best is not null) return best;
        var begins = word.TrimStart('-').Length < 2 ? [] : all.Where(c => c.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToList();
        return begins is [var only] ? only : null;
    }

    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(substitution, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
