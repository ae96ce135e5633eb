namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>Collects what one file says, up to a limit that no file of a person reaches.</summary>
internal sealed class FactList
{
    private const int Most = 4_000;
    private const int LongestText = 4_000;

    private readonly List<Fact> _facts = [];

    public bool IsFull => _facts.Count >= Most;

    public IReadOnlyList<Fact> Items => _facts;

    public void Add(string key, string value, int line)
    {
        if (IsFull || key.Length > LongestText || value.Length > LongestText) return;
        _facts.Add(new Fact(Clean(key), Clean(value), line));
    }

    // No command or name that a person wrote has them; a terminal obeys them, and detection marks its own places by one.
    private static string Clean(string text) => text.Any(IsUnwanted) ? string.Concat(text.Where(c => !IsUnwanted(c))) : text;

    private static bool IsUnwanted(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
