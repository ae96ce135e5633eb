namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>Takes a part of a line as a value.</summary>
/// <param name="Key">The key of the fact.</param>
/// <param name="Before">What stands before the value; empty for the beginning of the line.</param>
/// <param name="After">What stands after it; empty for the end of the line.</param>
internal sealed record TextCapture(string Key, string Before, string After = "")
{
    public string? In(string line)
    {
        var start = Before.Length == 0 ? 0 : line.IndexOf(Before, StringComparison.Ordinal);
        if (start < 0) return null;
        start += Before.Length;
        var end = After.Length == 0 ? line.Length : line.IndexOf(After, start, StringComparison.Ordinal);
        var value = end < 0 ? "" : line[start..end].Trim();
        return value.Length == 0 ? null : value;
    }
}
