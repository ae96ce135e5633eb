using PortOrchestrator.Hooks;
using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Hook;

/// <summary><c>portorch hook uninstall</c>.</summary>
internal static class HookUninstallCommand
{
    public static CommandSpec Spec { get; } = new("uninstall", "Remove the hook again, and nothing else.")
    {
        Positional = HookArguments.HostPositional,
        Options = [HookArguments.Scope, HookArguments.DryRun],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dryRun = context.Arguments.Has(HookArguments.DryRun);
        var host = HookArguments.Host(context.Arguments, HookArguments.HostPositional);
        var change = await new SessionHooks(context.Options)
            .UninstallAsync(host, HookArguments.ScopeOf(context.Arguments), dryRun, null, cancellationToken).ConfigureAwait(false);
        return HookReport.Write(context, change, dryRun);
    }
}
