using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Hook;

/// <summary><c>portorch hook uninstall</c>.</summary>
internal static class HookUninstallCommand
{
    public static CommandSpec Spec { get; } = new("uninstall", "Remove the hook again, and nothing else.")
    {
        Positional = HookArguments.HostPositional,
        Options = [HookArguments.Scope, HookArguments.DryRun],
        RunAsync = (context, token) => HookReport.ChangeAsync(
            context, (hooks, host, scope, dryRun) => hooks.UninstallAsync(host, scope, dryRun, null, token)),
    };
}
