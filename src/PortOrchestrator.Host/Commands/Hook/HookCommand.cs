using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Hook;

/// <summary><c>portorch hook</c>.</summary>
internal static class HookCommand
{
    public static CommandSpec Spec { get; } = new("hook", "Let coding agents and shells start and end sessions by themselves.")
    {
        Commands = [HookInstallCommand.Spec, HookUninstallCommand.Spec, HookPrintCommand.Spec],
    };
}
