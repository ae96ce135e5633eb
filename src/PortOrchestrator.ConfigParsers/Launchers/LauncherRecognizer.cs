namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>Recognises commands that hand a service to somebody else, also behind <c>cd FOLDER &amp;&amp;</c>.</summary>
internal static class LauncherRecognizer
{
    public static LaunchedCommand? Recognize(CommandLine command)
    {
        if (command.Arguments is { } arguments)
        {
            return Recognize([.. arguments.Select(a => new ShellWord(ShellWords.Quote(a), a))], "");
        }

        var text = command.Text ?? "";
        var isWorthSplitting = text.Contains("docker", StringComparison.Ordinal) || text.Contains("systemctl", StringComparison.Ordinal);
        if (!isWorthSplitting || ShellWords.Split(text) is not { } commands) return null;
        var folders = commands.Take(commands.Count - 1).ToList();
        if (!folders.TrueForAll(c => c is [{ Value: "cd" }, _])) return null;
        var prefix = string.Concat(folders.Select(c => $"cd {c[1].Raw} && "));
        return Recognize(commands[^1], prefix);
    }

    private static LaunchedCommand? Recognize(IReadOnlyList<ShellWord> words, string prefix)
    {
        var assignments = words.TakeWhile(w => IsAssignment(w.Raw)).Count();
        var before = prefix + string.Concat(words.Take(assignments).Select(w => w.Raw + " "));
        var call = new LauncherCall(before, [.. words.Skip(assignments)]);
        return call.Program switch
        {
            "docker" => ComposeLauncher.Recognize(call) ?? DockerRunLauncher.Recognize(call),
            "docker-compose" => ComposeLauncher.Recognize(call),
            "systemctl" => SystemctlLauncher.Recognize(call),
            _ => null,
        };
    }

    private static bool IsAssignment(string raw)
    {
        var equals = raw.IndexOf('=');
        return equals > 0 && !char.IsAsciiDigit(raw[0]) && raw.Take(equals).All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }
}
