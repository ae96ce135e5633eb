namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>
/// Stands for a port in a text until the service has its name. The tables write <c>{port}</c> and <c>{port:NAME}</c>; in findings it has marks
/// that no text of a repository has.
/// </summary>
internal static class Placeholder
{
    private const char Mark = '\u0001';

    public static string Port { get; } = Of("{port}");

    /// <summary>A text of the tables as a text of a finding.</summary>
    public static string Of(string text)
    {
        var start = text.IndexOf("{port", StringComparison.Ordinal);
        if (start < 0) return text;
        var end = text.IndexOf('}', start);
        if (end < 0) return text;
        var name = text[(start + 5)..end].TrimStart(':');
        return string.Concat(text.AsSpan(0, start), $"{Mark}{name}{Mark}", Of(text[(end + 1)..]));
    }

    /// <summary>The text as <c>.project-services</c> files write it.</summary>
    public static string Fill(string text, string service)
    {
        for (var start = text.IndexOf(Mark, StringComparison.Ordinal); start >= 0; start = text.IndexOf(Mark, StringComparison.Ordinal))
        {
            var end = text.IndexOf(Mark, start + 1);
            if (end < 0) return text.Remove(start, 1);
            var name = text[(start + 1)..end];
            text = string.Concat(text.AsSpan(0, start), name.Length == 0 ? $"{{{{ports.{service}}}}}" : $"{{{{ports.{service}.{name}}}}}", text.AsSpan(end + 1));
        }

        return text;
    }
}
