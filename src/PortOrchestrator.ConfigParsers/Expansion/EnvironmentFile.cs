using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>Reads an environment file from disk.</summary>
internal static class EnvironmentFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="parse">Reads its text.</param>
    /// <param name="diagnostics">Where it is remembered what was read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What it says, and what is wrong with it in words that follow the file's name.</returns>
    public static async Task<(IReadOnlyList<DotEnvEntry> Entries, IReadOnlyList<string> Problems)> ReadAsync(
        string path, Func<string, DotEnvResult> parse, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path).Length > DocumentLimits.EnvironmentFileBytes) return ([], ["is larger than 4 MiB"]);
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            diagnostics.Read(path, bytes);
            using var reader = new StreamReader(new MemoryStream(bytes));
            var text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            if (text.Contains('\0')) return ([], ["contains a NUL character"]);
            var file = parse(text);
            return (file.Entries, [.. file.Errors.Select(e => $"{e.Message} on line {e.Line}")]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ([], ["does not exist"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return ([], ["cannot be read: " + e.Message]);
        }
    }
}
