using PortOrchestrator.Hooks;
using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Hook;

/// <summary><c>portorch hook install</c>.</summary>
internal static class HookInstallCommand
{
    public static CommandSpec Spec { get; } = new("install", "Add the hook to the settings of a coding agent, or to the start file of a shell.")
    {
        Positional = HookArguments.HostPositional,
        Options = [HookArguments.Scope, HookArguments.DryRun],
        Notes = ["What is in the file stays as it is, to the byte; a second call changes nothing."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dryRun = context.Arguments.Has(HookArguments.DryRun);
        var host = HookArguments.Host(context.Arguments, HookArguments.HostPositional);
        var change = await new SessionHooks(context.Options)
            .InstallAsync(host, HookArguments.ScopeOf(context.Arguments), dryRun, null, cancellationToken).ConfigureAwait(false);
        return HookReport.Write(context, change, dryRun);
    }
}
