namespace PortOrchestrator.Loading;

/// <summary>Adds the source line to findings that know their place but not their text.</summary>
internal static class SnippetReader
{
    public static async Task<IReadOnlyList<Diagnostic>> AddAsync(IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var result = new List<Diagnostic>(diagnostics.Count);
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic is not { Snippet: null, Location: { Line: > 0 } place })
            {
                result.Add(diagnostic);
                continue;
            }

            if (!files.TryGetValue(place.File, out var lines))
                files[place.File] = lines = await ReadAsync(place.File, cancellationToken).ConfigureAwait(false);
            result.Add(place.Line <= lines.Length ? diagnostic.WithSnippet(lines[place.Line - 1]) : diagnostic);
        }

        return result;
    }

    private static async Task<string[]> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
