using System.Globalization;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>Picks words out of what programs say.</summary>
internal static class EngineText
{
    /// <summary>The last line that says something; null when none does.</summary>
    public static string? Last(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(l => l.Length > 0);

    /// <summary>The last line with one of some texts; null when no line has one.</summary>
    public static string? LineWith(string text, params ReadOnlySpan<string> parts)
    {
        string? found = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            foreach (var part in parts)
            {
                if (line.Contains(part, StringComparison.OrdinalIgnoreCase)) found = line;
            }
        }

        return found;
    }

    public static string Ended(int? exitCode) =>
        exitCode is { } code ? "ended with exit code " + code.ToString(CultureInfo.InvariantCulture) : "could not be started";
}
