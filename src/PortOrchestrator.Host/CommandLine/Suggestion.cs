namespace PortOrchestrator.Host.CommandLine;

/// <summary>Finds what was probably meant by a misspelt word.</summary>
internal static class Suggestion
{
    /// <summary>The candidate with the fewest edits (a swap of neighbours is one), if they are few for its length; or the only one that begins with the word.</summary>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        var all = candidates.Distinct().ToList();
        var best = all
            .Select(c => (Candidate: c, Edits: EditDistance.Between(word.ToLowerInvariant(), c.ToLowerInvariant())))
            .Where(c => c.Edits <= Math.Max(1, c.Candidate.TrimStart('-').Length / 3))
            .OrderBy(c => c.Edits)
            .Select(c => c.Candidate)
            .FirstOrDefault();
        if (best is not null) return best;
        var begins = word.TrimStart('-').Length < 2 ? [] : all.Where(c => c.StartsWith(word, StringComparison.OrdinalIgnoreCase)).ToList();
        return begins is [var only] ? only : null;
    }
}
