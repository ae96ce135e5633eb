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
        RunAsync = (context, token) => HookReport.ChangeAsync(
            context, (hooks, host, scope, dryRun) => hooks.InstallAsync(host, scope, dryRun, null, token)),
    };
}
