using System.Text;

namespace PortOrchestrator.ConfigParsers.Compose;

/// <summary>
/// Puts variables into a value of a Compose file, by the rules of the Compose specification: <c>$V</c>, <c>${V}</c>, <c>${V:-d}</c>,
/// <c>${V-d}</c>, <c>${V:?e}</c>, <c>${V?e}</c>, <c>${V:+r}</c>, <c>${V+r}</c>, nested; <c>$$</c> is a dollar sign.
/// </summary>
internal static class ComposeInterpolation
{
    /// <summary>Expands a value; what is not set is empty.</summary>
    public static string Expand(string text, Func<string, string?> lookup)
    {
        if (!text.Contains('$', StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
            }
            else if (text[i + 1] == '$')
            {
                result.Append(text[++i]);
            }
            else if (text[i + 1] == '{' && End(text, i + 1) is > 0 and var end)
            {
                result.Append(Braced(text[(i + 2)..end], lookup));
                i = end;
            }
            else
            {
                var name = Name(text, i + 1);
                result.Append(name.Length == 0 ? "$" : lookup(name));
                i += name.Length;
            }
        }

        return result.ToString();
    }

    /// <summary>The variable that a value is, with or without a default; null when it is anything else.</summary>
    public static string? VariableOf(string text)
    {
        if (text.Length < 2 || text[0] != '$') return null;
        if (text[1] != '{') return Name(text, 1) is { Length: > 0 } plain && plain.Length == text.Length - 1 ? plain : null;
        if (End(text, 1) != text.Length - 1) return null;
        var name = Name(text, 2);
        var rest = text[(2 + name.Length)..^1];
        var isValue = rest.Length == 0 || rest[0] is '-' or '?' || (rest.Length > 1 && rest[0] == ':' && rest[1] is '-' or '?');
        return name.Length > 0 && isValue ? name : null;
    }

    // The place of the brace that closes the one at 'open'; -1 when none does.
    private static int End(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] == '{') depth++;
            else if (text[i] == '}' && --depth == 0) return i;
        }

        return -1;
    }

    private static string? Braced(string content, Func<string, string?> lookup)
    {
        var name = Name(content, 0);
        var value = lookup(name);
        var rest = content.AsSpan(name.Length);
        var orEmpty = rest.StartsWith(":");
        var isThere = orEmpty ? !string.IsNullOrEmpty(value) : value is not null;
        if (orEmpty) rest = rest[1..];
        if (rest.IsEmpty) return value;
        return rest[0] switch
        {
            '-' => isThere ? value : Expand(rest[1..].ToString(), lookup),
            '+' => isThere ? Expand(rest[1..].ToString(), lookup) : "",
            _ => value,
        };
    }

    private static string Name(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_' || (end > start && char.IsAsciiDigit(text[end])))) end++;
        return text[start..end];
    }
}
