using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Completion;

/// <summary><c>portorch completion</c>.</summary>
internal static class CompletionCommand
{
    public static CommandSpec Spec { get; } = new("completion", "Print what a shell needs to complete commands, options, services and projects.")
    {
        Positional = new PositionalSpec("SHELL", "bash, zsh, fish or pwsh.", Minimum: 1, Maximum: 1) { Choices = ShellScripts.Shells },
        Notes =
        [
            "bash: put into ~/.bashrc       source <(portorch completion bash)",
            "zsh:  put into ~/.zshrc        source <(portorch completion zsh)",
            "fish: run once                 portorch completion fish > ~/.config/fish/completions/portorch.fish",
            "pwsh: put into $PROFILE        portorch completion pwsh | Out-String | Invoke-Expression",
        ],
        RunAsync = RunAsync,
    };

    private static Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var shell = context.Arguments.Positionals[0];
        if (context.Json) throw new UsageException("'completion' prints a script, which '--json' does not change.", "Leave it out.");
        if (ShellScripts.Find(shell) is not { } script)
            throw new UsageException($"'{shell}' is no shell that can be completed.", $"Use one of {string.Join(", ", ShellScripts.Shells)}.");
        context.Terminal.Out.Write(script);
        return Task.FromResult(ExitCode.Success);
    }
}
