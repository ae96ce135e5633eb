namespace PortOrchestrator.ConfigParsers.Tests.Watching;

/// <summary>What a pattern means, written for whoever reads it: it tries everything.</summary>
internal static class NaiveMatcher
{
    public static bool IsMatch(string pattern, string path)
    {
        var text = pattern.TrimEnd('/');
        var alternatives = Alternatives(text).ToList();
        if (!text.Contains('/') && alternatives is not ["**"] && alternatives.TrueForAll(a => a != "**"))
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            return alternatives.Exists(a => Name(a, name));
        }

        return alternatives.Exists(a => Names((a.StartsWith("./", StringComparison.Ordinal) ? a[2..] : a.TrimStart('/')).Split('/'), path.Split('/')));
    }

    private static bool Names(string[] pattern, string[] names)
    {
        if (pattern.Length == 0) return names.Length == 0;
        if (pattern[0] == "**") return Enumerable.Range(0, names.Length + 1).Any(skipped => Names(pattern[1..], names[skipped..]));
        return names.Length > 0 && Name(pattern[0], names[0]) && Names(pattern[1..], names[1..]);
    }

    private static bool Name(string pattern, string name)
    {
        if (pattern.Length == 0) return name.Length == 0;
        switch (pattern[0])
        {
            case '*': return Enumerable.Range(0, name.Length + 1).Any(skipped => Name(pattern[1..], name[skipped..]));
            case '?': return name.Length > 0 && Name(pattern[1..], name[1..]);
            case '\\': return name.Length > 0 && name[0] == pattern[1] && Name(pattern[2..], name[1..]);
            case '[':
                var end = pattern.IndexOf(']');
                var isNegated = pattern[1] == '^';
                return name.Length > 0 && pattern[(isNegated ? 2 : 1)..end].Contains(name[0]) != isNegated && Name(pattern[(end + 1)..], name[1..]);
            default: return name.Length > 0 && name[0] == pattern[0] && Name(pattern[1..], name[1..]);
        }
    }

    // The pieces of the test have no braces in braces, brackets or behind a backslash.
    private static IEnumerable<string> Alternatives(string text)
    {
        var open = text.IndexOf('{');
        if (open < 0) return [text];
        var close = text.IndexOf('}');
        return text[(open + 1)..close].Split(',').SelectMany(one => Alternatives(text[..open] + one + text[(close + 1)..]));
    }
}
