using System.Text;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary>The file that an agent reads before each shell command (<c>CLAUDE_ENV_FILE</c>).</summary>
internal static class AgentEnvironmentFile
{
    // Nobody appends so much.
    private const long MostBytes = 1024 * 1024;

    /// <summary>Appends the variables, unless they are what the file says last. Other hooks append to it at the same time, so nothing of it is rewritten.</summary>
    /// <param name="path">The file.</param>
    /// <param name="variables">The variables.</param>
    /// <returns>What went wrong; null when nothing did.</returns>
    public static string? Append(string path, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        var text = PortExportWriter.Write(variables, PortExportFormat.Bash).Text;
        if (text.Length == 0) return null;
        try
        {
            var file = new FileInfo(path);
            var before = file is { Exists: true, Length: < MostBytes } ? File.ReadAllText(path) : "";
            if (Says(before, text)) return null;
            using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(Encoding.UTF8.GetBytes(before.Length == 0 || before.EndsWith('\n') ? text : "\n" + text));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"The file '{path}' of CLAUDE_ENV_FILE was not written: {e.Message}";
        }
    }

    // Later lines win, so only the last of ours counts.
    private static bool Says(string before, string text)
    {
        var first = text[..text.IndexOf('=', StringComparison.Ordinal)] + "=";
        var last = before.LastIndexOf("\n" + first, StringComparison.Ordinal);
        if (last < 0 && !before.StartsWith(first, StringComparison.Ordinal)) return false;
        return before.AsSpan(last + 1).StartsWith(text, StringComparison.Ordinal);
    }
}
