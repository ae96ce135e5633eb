namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>Recognises <c>systemctl [--user] start UNIT</c>.</summary>
internal static class SystemctlLauncher
{
    private static readonly OptionReader Options = new(
        new HashSet<string> { "--user", "--system", "-q", "--quiet", "--no-ask-password", "--no-pager" }, new HashSet<string>());

    public static LaunchedCommand? Recognize(LauncherCall call)
    {
        var words = call.Words;
        if (Options.Skip(words, 1) is not { } verb || verb >= words.Count || words[verb].Value != "start") return null;
        if (Options.Skip(words, verb + 1) is not { } unit || unit >= words.Count) return null;
        var units = words.Skip(unit).ToList();
        if (units.Exists(u => u.Value.StartsWith('-'))) return null;
        return new LaunchedCommand(Define(call, words.Take(unit).Any(w => w.Value == "--user"), units));
    }

    private static LauncherDefinition Define(LauncherCall call, bool isUser, List<ShellWord> units)
    {
        var scope = isUser ? " --user" : "";
        var names = LauncherCall.Raw(units);
        return new LauncherDefinition
        {
            Engine = "systemctl",
            Target = string.Join(' ', units.Select(u => u.Value)),
            StopCommand = call.Command($"systemctl{scope} stop {names}"),
            LogCommand = call.Command($"journalctl{scope} -f -o cat {string.Join(' ', units.Select(u => "-u " + u.Raw))}"),
            StateCommand = call.Command($"systemctl{scope} is-active --quiet {names}"),
        };
    }
}
