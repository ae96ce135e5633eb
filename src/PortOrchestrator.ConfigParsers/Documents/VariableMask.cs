using System.Text;

namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>
/// Hides the characters of <c>${…}</c> that mean something to YAML, so that <c>[echo, ${PORT:-80}]</c> can be read as it was written. Every
/// character stays where it is.
/// </summary>
internal static class VariableMask
{
    private const string Hidden = "{}[],:#'\"";

    // A private use area; a text that has such characters itself is left alone.
    private const char First = '\uF8A0';

    /// <summary>The text with its variables hidden; null when there is nothing to hide.</summary>
    public static string? Apply(string text)
    {
        if (!text.Contains("${", StringComparison.Ordinal) || text.AsSpan().ContainsAnyInRange(First, (char)(First + Hidden.Length))) return null;
        var result = new StringBuilder(text);
        var depth = 0;
        for (var i = 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') depth = 0;
            var opens = c == '{' && text[i - 1] == '$';
            if (opens) depth++;
            if (depth > 0 && Hidden.IndexOf(c, StringComparison.Ordinal) is var index and >= 0) result[i] = (char)(First + index);
            if (depth > 0 && c == '}') depth--;
        }

        return result.ToString();
    }

    /// <summary>A part of the text with its variables shown again.</summary>
    public static string Remove(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(First, (char)(First + Hidden.Length))) return text;
        return string.Concat(text.Select(c => c >= First && c < First + Hidden.Length ? Hidden[c - First] : c));
    }
}
