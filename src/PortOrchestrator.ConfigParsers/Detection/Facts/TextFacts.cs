namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>Takes facts out of texts: words, parts of lines, and the lines of a Procfile.</summary>
internal static class TextFacts
{
    public static void Read(string text, RecognisedFile kind, FactList facts)
    {
        var missing = new HashSet<string>(kind.Words, StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (facts.IsFull) return;
            if (kind.Comment is { } comment && line.TrimStart().StartsWith(comment)) continue;
            foreach (var word in kind.Words)
            {
                if (!missing.Contains(word) || !HasWord(line, word)) continue;
                missing.Remove(word);
                facts.Add(word, "", number);
            }

            if (kind.Captures.Count == 0) continue;
            var written = line.ToString();
            foreach (var capture in kind.Captures)
            {
                if (capture.In(written) is { } value) facts.Add(capture.Key, value, number);
            }
        }
    }

    /// <summary>The lines of a Procfile, as Foreman reads them; a missing blank after the colon is forgiven.</summary>
    public static void ReadProcfile(string text, FactList facts)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var colon = line.IndexOf(':');
            if (colon <= 0 || facts.IsFull) continue;
            var name = line[..colon].ToString();
            var command = line[(colon + 1)..].Trim();
            if (!command.IsEmpty && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')) facts.Add(name, command.ToString(), number);
        }
    }

    /// <summary>Recipes begin at the first character of a line; parameters may stand before the colon, dependencies after it.</summary>
    public static void ReadRecipes(string text, IReadOnlyList<string> names, FactList facts)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var colon = line.IndexOf(':');
            if (colon <= 0 || char.IsWhiteSpace(line[0]) || line[(colon + 1)..].StartsWith("=")) continue;
            var head = line[..colon].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var name in names)
            {
                if (head[0].TrimStart('@') == name || Array.IndexOf(head, name) >= 0) facts.Add(name, "", number);
            }
        }
    }

    private static bool HasWord(ReadOnlySpan<char> line, string word)
    {
        for (var from = 0; from < line.Length;)
        {
            var at = line[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return false;
            at += from;
            var end = at + word.Length;
            var isWhole = (at == 0 || !IsWordPart(line[at - 1]) || !IsWordPart(word[0])) && (end == line.Length || !IsWordPart(line[end]) || !IsWordPart(word[^1]));
            if (isWhole) return true;
            from = at + 1;
        }

        return false;
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_';
}
