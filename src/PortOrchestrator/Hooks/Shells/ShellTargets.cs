namespace PortOrchestrator.Hooks.Shells;

/// <summary>What goes into the start file of a shell.</summary>
internal static class ShellTargets
{
    private const string Marker = "# portorch session hook";
    private const string Opening = "# >>> portorch session hook >>>";
    private const string Closing = "# <<< portorch session hook <<<";

    private static readonly string[] Note = ["It takes effect in shells that are started from now on."];

    /// <summary>The target of a shell.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="file">Its start file.</param>
    /// <param name="program">The program, and arguments that come first; for PowerShell, the module to import.</param>
    public static HookTarget Of(HookHost shell, string file, IReadOnlyList<string> program)
    {
        var (block, opening, closing) = shell == HookHost.Pwsh
            ? ($"{Opening} Unregister-ProjectSessionHook removes it\n{PowerShellHook.Of(program[0])}\n{Closing}", Opening, Closing)
            : ($"{Line(shell, program)} {Marker}", Marker, Marker);
        return new HookTarget(shell, HookScope.User, file, bytes => new ShellHookText(bytes, block, opening, closing))
        {
            Commands = [shell == HookHost.Pwsh ? $"Import-Module {program[0]}" : Print(shell, program)],
            Notes = Note,
        };
    }

    private static string Line(HookHost shell, IReadOnlyList<string> program)
    {
        var first = Quote(shell, program[0]);
        return shell switch
        {
            HookHost.Bash => $"[[ $- == *i* ]] && command -v {first} >/dev/null 2>&1 && eval \"$({Print(shell, program)})\"",
            HookHost.Zsh => $"[[ -o interactive ]] && command -v {first} >/dev/null 2>&1 && eval \"$({Print(shell, program)})\"",
            HookHost.Fish => $"status is-interactive; and command -q {first}; and {Print(shell, program)} | source",
            _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "There is no such shell."),
        };
    }

    private static string Print(HookHost shell, IReadOnlyList<string> program) =>
        string.Join(' ', program.Select(w => Quote(shell, w))) + " hook print " + shell.ToString().ToLowerInvariant();

    private static string Quote(HookHost shell, string word) => shell == HookHost.Fish ? ShellWords.Fish(word) : ShellWords.Posix(word);
}
