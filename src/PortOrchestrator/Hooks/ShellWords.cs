namespace PortOrchestrator.Hooks;

/// <summary>Words as shells read them back.</summary>
internal static class ShellWords
{
    private const string Plain = "_-./:=@%+,";

    public static string Posix(string word) => IsPlain(word) ? word : "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    /// <summary>A word as fish reads it: in its single quotes, a backslash stands before another one and before a quote.</summary>
    public static string Fish(string word) =>
        IsPlain(word) ? word : "'" + word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal) + "'";

    public static string PowerShell(string word) => IsPlain(word) && !word.Contains(',', StringComparison.Ordinal) && !word.Contains('@', StringComparison.Ordinal)
        ? word
        : "'" + string.Concat(word.Select(c => c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? $"{c}{c}" : c.ToString())) + "'";

    private static bool IsPlain(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal));
}
