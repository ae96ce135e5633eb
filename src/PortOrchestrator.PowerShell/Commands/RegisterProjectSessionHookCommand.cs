using System.Management.Automation;
using PortOrchestrator.Hooks;
using PortOrchestrator.PowerShell.Sessions;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Lets a coding agent or a shell start and end sessions by itself.</summary>
[Cmdlet(VerbsLifecycle.Register, "ProjectSessionHook", SupportsShouldProcess = true)]
[OutputType(typeof(HookChange))]
public sealed class RegisterProjectSessionHookCommand : SessionHookCommand
{
    /// <inheritdoc/>
    private protected override string Question => "Add session hook";

    /// <inheritdoc/>
    private protected override Task<HookChange> ChangeAsync(
        SessionHooks hooks, HookHost host, bool dryRun, PowerShellProfile? profile, CancellationToken cancellationToken) =>
        hooks.InstallAsync(host, Scope, dryRun, profile, cancellationToken);

    /// <inheritdoc/>
    private protected override void Apply(EngineIntrinsics engine) => SessionHook.Attach(engine);
}
