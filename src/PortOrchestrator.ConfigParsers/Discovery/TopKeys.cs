using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Looks for a key of a YAML file without reading it as a whole.</summary>
internal static class TopKeys
{
    private const int MostLines = 20_000;

    /// <summary>Whether a line of a file begins with a key; null when the file cannot be read.</summary>
    public static bool? Find(string file, string key)
    {
        try
        {
            if (new FileInfo(file).Length > DocumentLimits.FileBytes) return null;
            return File.ReadLines(file).Take(MostLines).Any(line => IsKey(line, key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsKey(string line, string key)
    {
        var rest = line.AsSpan();
        var quote = rest.Length > 0 && rest[0] is '"' or '\'' ? rest[..1] : [];
        rest = rest[quote.Length..];
        if (!rest.StartsWith(key)) return false;
        rest = rest[key.Length..];
        if (!rest.StartsWith(quote)) return false;
        return rest[quote.Length..].TrimStart().StartsWith(":");
    }
}
