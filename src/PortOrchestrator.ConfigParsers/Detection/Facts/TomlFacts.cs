namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>
/// Takes facts out of TOML, line by line: tables, keys, texts, numbers and lists of texts. What it does not understand it passes over, as all
/// that is asked here are names and commands.
/// </summary>
internal static class TomlFacts
{
    public static void Read(string text, IReadOnlyList<string> select, FactList facts)
    {
        var selection = new KeySelection(select);
        var table = new List<string>();
        var (number, block) = (0, (string?)null);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (block is not null)
            {
                if (line.IndexOf(block, StringComparison.Ordinal) >= 0) block = null;
                continue;
            }

            if (line.IsEmpty || line[0] == '#' || facts.IsFull) continue;
            if (line[0] == '[')
            {
                var end = line.LastIndexOf(']');
                if (end > 0) table = Parts(line[..end].Trim('[').Trim(']').ToString());
                if (selection.Takes(table)) facts.Add(string.Join('/', table), "", number);
                continue;
            }

            var equals = line.IndexOf('=');
            if (equals <= 0) continue;
            List<string> key = [.. table, .. Parts(line[..equals].ToString())];
            var value = line[(equals + 1)..].Trim();
            block = value.StartsWith("\"\"\"") || value.StartsWith("'''") ? value[..3].ToString() : null;
            if (block is not null && value[3..].IndexOf(block, StringComparison.Ordinal) >= 0) block = null;
            if (selection.Takes(key)) facts.Add(string.Join('/', key), Scalar(value), number);
        }
    }

    private static List<string> Parts(string key) =>
        [.. key.Split('.', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim('"', '\'', ' '))];

    private static string Scalar(ReadOnlySpan<char> value)
    {
        if (value.StartsWith("\"\"\"") || value.StartsWith("'''")) return value.Trim(value[0]).Trim().ToString();
        if (value.IsEmpty || value[0] is not ('"' or '\'')) return Bare(value);
        var quote = value[0];
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == '\\' && quote == '"') i++;
            else if (value[i] == quote) return quote == '"' ? Unescape(value[1..i]) : value[1..i].ToString();
        }

        return "";
    }

    private static string Bare(ReadOnlySpan<char> value)
    {
        var comment = value.IndexOf('#');
        var text = comment < 0 ? value : value[..comment].TrimEnd();
        return text.IsEmpty || text[0] is '[' or '{' ? "" : text.ToString();
    }

    private static string Unescape(ReadOnlySpan<char> text) => text.ToString().Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
}
