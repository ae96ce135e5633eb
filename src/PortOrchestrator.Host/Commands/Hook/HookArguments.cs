using PortOrchestrator.Hooks;
using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Hook;

/// <summary>What the commands about hooks take.</summary>
internal static class HookArguments
{
    public static readonly OptionSpec Scope = new("--scope", "user: for you, everywhere; project: a file of the repository; local: for you, in this checkout.")
    {
        ValueName = "SCOPE",
        Choices = ["user", "project", "local"],
    };

    public static readonly OptionSpec DryRun = new("--dry-run", "Show what would be written; write nothing.");

    public static readonly IReadOnlyList<string> Shells = ["bash", "zsh", "fish"];

    public static PositionalSpec HostPositional { get; } =
        new("AGENT|SHELL", "claude, codex, gemini, cursor, copilot, bash, zsh or fish.", Minimum: 1, Maximum: 1)
        {
            Choices = ["claude", "codex", "gemini", "cursor", "copilot", .. Shells],
        };

    public static HookHost Host(ParsedArguments arguments, PositionalSpec positional)
    {
        var word = arguments.Positionals[0];
        if (word is "pwsh" or "powershell")
            throw new UsageException("PowerShell's profile is known to PowerShell alone.", "Call Register-ProjectSessionHook or Unregister-ProjectSessionHook there.");
        return positional.Choices.Contains(word) && Enum.TryParse<HookHost>(word, ignoreCase: true, out var host)
            ? host
            : throw new UsageException($"'{word}' has no hooks that are known here.", $"Use one of {string.Join(", ", positional.Choices)}.");
    }

    public static HookScope? ScopeOf(ParsedArguments arguments) => arguments.Has(Scope) ? arguments.Choice(Scope, HookScope.User) : null;
}
