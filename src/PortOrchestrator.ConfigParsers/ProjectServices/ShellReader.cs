namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Reads the shell: a list is taken as it is, a text is split at blanks, and a lone program gets the option that takes a command text.</summary>
internal static class ShellReader
{
    public static IReadOnlyList<string> Read(Fields project)
    {
        if (project.Text("shell") is not { } text) return [.. project.Scalars("shell").Select(s => s.Text)];
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 1 ? [words[0], OptionOf(words[0])] : words;
    }

    private static string OptionOf(string program) => Path.GetFileNameWithoutExtension(program).ToLowerInvariant() switch
    {
        "cmd" => "/C",
        "pwsh" or "powershell" => "-Command",
        _ => "-c",
    };
}
