using System.Text;

namespace PortOrchestrator.Hooks.Agents;

/// <summary>The command that a hook runs. Immutable.</summary>
/// <param name="Program">The program, and arguments that come first.</param>
/// <param name="Host">Whose session it is about.</param>
/// <param name="Verb">What is done with it.</param>
internal sealed record HookCommand(IReadOnlyList<string> Program, HookHost Host, HookVerb Verb)
{
    private static readonly string[] ProgramNames = ["portorch", "portorch.exe", "portorch.dll"];

    /// <summary>What follows the program: by these words a hook is known as ours.</summary>
    public IReadOnlyList<string> Arguments => ["session", Verb == HookVerb.Start ? "start" : "end", "--agent", Host.ToString().ToLowerInvariant()];

    public IReadOnlyList<string> All => [.. Program, .. Arguments];

    /// <summary>The command for the shell that the host runs commands in: sh, on Windows cmd.</summary>
    public string ForShell => OperatingSystem.IsWindows() ? ForCmd : ForSh;

    public string ForSh => string.Join(' ', All.Select(ShellWords.Posix));

    public string ForPowerShell => ShellWords.PowerShell(Program[0]) is var program && program == Program[0]
        ? string.Join(' ', All.Select(ShellWords.PowerShell))
        : "& " + string.Join(' ', All.Select(ShellWords.PowerShell));

    private string ForCmd => string.Join(' ', All.Select(w => w.Contains(' ', StringComparison.Ordinal) ? $"\"{w}\"" : w));

    /// <summary>Whether a command, of this or another version or place of the program, is what this is.</summary>
    public bool Matches(string command)
    {
        var at = command.IndexOf(' ' + string.Join(' ', Arguments), StringComparison.Ordinal);
        return at > 0 && IsProgram(command[..at]);
    }

    /// <summary>Whether a program with its arguments is what this is.</summary>
    public bool Matches(IReadOnlyList<string> words)
    {
        var at = words.Count > 1 && words[1] == Arguments[0] ? 1 : 2;
        return words.Skip(at).Take(Arguments.Count).SequenceEqual(Arguments) && IsProgram(words[at - 1]);
    }

    private static bool IsProgram(string text)
    {
        var name = new StringBuilder();
        foreach (var c in text.TrimEnd('\'', '"', ' ').Reverse())
        {
            if (c is '/' or '\\' or '\'' or '"' or ' ') break;
            name.Insert(0, c);
        }

        return ProgramNames.Contains(name.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
