using System.Management.Automation;
using PortOrchestrator.Hooks;
using PortOrchestrator.PowerShell.Sessions;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Takes the hook of a coding agent or a shell out again, and nothing else.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "ProjectSessionHook", SupportsShouldProcess = true)]
[OutputType(typeof(HookChange))]
public sealed class UnregisterProjectSessionHookCommand : SessionHookCommand
{
    /// <inheritdoc/>
    private protected override string Question => "Remove session hook";

    /// <inheritdoc/>
    private protected override Task<HookChange> ChangeAsync(
        SessionHooks hooks, HookHost host, bool dryRun, PowerShellProfile? profile, CancellationToken cancellationToken) =>
        hooks.UninstallAsync(host, Scope, dryRun, profile, cancellationToken);

    /// <inheritdoc/>
    private protected override void Apply(EngineIntrinsics engine) => SessionHook.Detach(engine.InvokeCommand);
}
