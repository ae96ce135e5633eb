namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>
/// Reads files of <c>KEY=VALUE</c> lines as the Go library godotenv does: an <c>export</c> prefix, <c>KEY: value</c>, comments, single quotes
/// (as they are), double quotes (with escapes), both over several lines, and <c>$NAME</c> or <c>${NAME}</c> outside single quotes.
/// </summary>
internal static class DotEnvFile
{
    /// <summary>Reads all assignments; a line that is none is told and passed over.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="lookup">The value of a name that the file itself has not set above; null for none.</param>
    public static DotEnvResult Parse(string text, Func<string, string?>? lookup = null) => new DotEnvReader(text, lookup ?? (_ => null)).Read();
}
