namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>
/// Reads files of <c>KEY=VALUE</c> lines: an <c>export</c> prefix, <c>KEY: value</c>, comments, single quotes (as they are) and double quotes
/// (with escapes), both over several lines. A line that is no assignment is told and passed over.
/// </summary>
internal static class DotEnvFile
{
    /// <summary>Reads a file as the Go library godotenv does: outside single quotes <c>$NAME</c> and <c>${NAME}</c> are replaced (capitals only).</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="lookup">The value of a name that the file itself has not set above; null for none.</param>
    public static DotEnvResult Parse(string text, Func<string, string?>? lookup = null) => new DotEnvReader(text, lookup ?? (_ => null)).Read();

    /// <summary>Reads a file of which nothing is replaced: a <c>$</c> stays, and so does a backslash before a character that needs none.</summary>
    public static DotEnvResult ParseLiteral(string text) => new DotEnvReader(text, null).Read();
}
