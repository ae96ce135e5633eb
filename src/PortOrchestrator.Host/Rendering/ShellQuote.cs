namespace PortOrchestrator.Host.Rendering;

/// <summary>Text as a POSIX shell reads it back.</summary>
internal static class ShellQuote
{
    public static string Word(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "_-./:=@%+,".Contains(c, StringComparison.Ordinal))
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
