using PortOrchestrator.Hooks;
using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Hook;

/// <summary><c>portorch hook print</c>.</summary>
internal static class HookPrintCommand
{
    private static readonly PositionalSpec Shell = new("SHELL", "bash, zsh or fish.", Minimum: 1, Maximum: 1) { Choices = HookArguments.Shells };

    public static CommandSpec Spec { get; } = new("print", "Print the script that a shell's start file runs.")
    {
        Positional = Shell,
        RunAsync = RunAsync,
    };

    private static Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Json) throw new UsageException("'hook print' prints a script, which '--json' does not change.", "Leave it out.");
        context.Terminal.Out.Write(new SessionHooks(context.Options).Script(HookArguments.Host(context.Arguments, Shell)));
        return Task.FromResult(ExitCode.Success);
    }
}
