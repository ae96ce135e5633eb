namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>What one file says. Immutable.</summary>
/// <param name="Path">The file, from the root folder.</param>
/// <param name="Facts">The facts, in the order of the file.</param>
internal sealed record FileFacts(string Path, IReadOnlyList<Fact> Facts)
{
    public string Name { get; } = Path[(Path.LastIndexOf('/') + 1)..];

    public Fact? Find(string key)
    {
        foreach (var fact in Facts)
        {
            if (fact.Key == key) return fact;
        }

        return null;
    }

    /// <summary>The value of a key; null when it is not there or has none.</summary>
    public string? Text(string key) => Find(key) is { Value.Length: > 0 } fact ? fact.Value : null;

    public int? Number(string key) => int.TryParse(Text(key), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool Has(string key) => Find(key) is not null;

    public IReadOnlyList<string> All(string key) => [.. Facts.Where(f => f.Key == key && f.Value.Length > 0).Select(f => f.Value)];

    /// <summary>The names right below a key, each once, with the fact that has it first.</summary>
    public IEnumerable<(string Name, Fact Fact)> Below(string key)
    {
        var prefix = key + "/";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fact in Facts)
        {
            if (!fact.Key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var end = fact.Key.IndexOf('/', prefix.Length);
            var name = end < 0 ? fact.Key[prefix.Length..] : fact.Key[prefix.Length..end];
            if (name.Length > 0 && seen.Add(name)) yield return (name, fact);
        }
    }

    public DetectionEvidence Evidence(string? key = null) => Evidence(key, key is null ? null : Find(key));

    public DetectionEvidence Evidence(string? key, Fact? fact) => new(Path, key?.Replace('/', '.'), fact?.Line ?? 0);
}
