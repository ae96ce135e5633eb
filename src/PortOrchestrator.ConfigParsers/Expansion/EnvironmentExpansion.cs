using System.Text;

namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>
/// Puts variables into the text of a configuration file before it is read, as process-compose does by the library <c>drone/envsubst</c>:
/// <c>${…}</c> everywhere, also in comments; <c>$$</c> stands for <c>$</c>; <c>$NAME</c> is left to the shell.
/// Where that library differs from a shell by accident (backslashes lost, bytes counted for characters, patterns of suffixes reversed),
/// this does what a shell does.
/// </summary>
internal static class EnvironmentExpansion
{
    /// <summary>Expands a text.</summary>
    /// <param name="text">The text of a file.</param>
    /// <param name="lookup">The value of a variable; null if it is not set, which is the same as empty.</param>
    public static ExpansionResult Expand(string text, Func<string, string?> lookup) =>
        text.Contains('$', StringComparison.Ordinal)
            ? new ExpansionReader(text, lookup).Read()
            : new ExpansionResult { Text = text, Segments = [new ExpansionSegment(0, 0, text.Length)] };

    /// <summary>Writes a text so that its expansion gives it back.</summary>
    public static string Escape(string text)
    {
        if (!text.Contains('$', StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i]);
            if (text[i] == '$' && i + 1 < text.Length && text[i + 1] is '$' or '{') result.Append('$');
        }

        return result.ToString();
    }
}
