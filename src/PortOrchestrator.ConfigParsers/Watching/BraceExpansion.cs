using System.Diagnostics.CodeAnalysis;

namespace PortOrchestrator.ConfigParsers.Watching;

/// <summary>Writes out the alternatives of <c>{a,b}</c>, also one in another. Braces in brackets and behind a backslash are characters.</summary>
internal static class BraceExpansion
{
    private const int Most = 256;

    public static bool TryExpand(string text, out List<string> texts, [NotNullWhen(false)] out string? problem)
    {
        texts = [];
        problem = Add("", text, texts);
        return problem is null;
    }

    private static string? Add(string before, string text, List<string> texts)
    {
        var open = -1;
        var depth = 0;
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\': i++; break;
                case '[': i = EndOfClass(text, i); break;
                case '{' when depth++ == 0: (open, start) = (i, i + 1); break;
                case ',' when depth == 1: (parts, start) = ([.. parts, text[start..i]], i + 1); break;
                case '}' when depth == 0: return "has a '}' without a '{'";
                case '}' when --depth == 0: return AddEach(before + text[..open], [.. parts, text[start..i]], text[(i + 1)..], texts);
            }
        }

        if (depth > 0) return "has a '{' without a '}'";
        if (texts.Count == Most) return $"stands for more than {Most} patterns";
        texts.Add(before + text);
        return null;
    }

    private static string? AddEach(string before, IReadOnlyList<string> parts, string after, List<string> texts)
    {
        foreach (var part in parts)
        {
            if (Add(before, part + after, texts) is { } problem) return problem;
        }

        return null;
    }

    // The first character of a class may be the bracket that otherwise ends it. One without an end is told of by whoever reads the names.
    private static int EndOfClass(string text, int open)
    {
        var first = open + 1 < text.Length && text[open + 1] is '^' or '!' ? open + 2 : open + 1;
        for (var i = first; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == ']' && i > first) return i;
        }

        return open;
    }
}
