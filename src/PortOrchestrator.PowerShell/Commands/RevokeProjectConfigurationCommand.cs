using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Takes back that sessions and folder hooks may start a project's services. What runs goes on.</summary>
[Cmdlet(VerbsSecurity.Revoke, "ProjectConfiguration", DefaultParameterSetName = ProjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(ConfigurationApproval), typeof(TrustedFolder))]
public sealed class RevokeProjectConfigurationCommand : TrustCommand
{
    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var given = await project.Trust.ListAsync(cancellationToken).ConfigureAwait(false);
        var target = $"{given.Count} approval{(given.Count == 1 ? "" : "s")} of project '{project.Project.Name}' ({project.Project.Root})";
        if (given.Count > 0 && await ConfirmAsync(target, "Revoke approval").ConfigureAwait(false))
        {
            foreach (var approval in await project.Trust.RevokeAsync(cancellationToken).ConfigureAwait(false))
                if (PassThru) Write(approval);
        }

        // Somebody who takes an approval back expects that nothing is started any more.
        var verdict = await project.Trust.EvaluateAsync(cancellationToken).ConfigureAwait(false);
        if (verdict.Reason is TrustReason.TrustedFolder or TrustReason.OwnFile) Warn(verdict.Explanation);
    }

    /// <inheritdoc/>
    private protected override async Task FolderAsync(string folder, CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(Options, readOnly: false, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        if (await machine.Trust.FindAsync(folder, cancellationToken).ConfigureAwait(false) is not { } trusted) return;
        if (!await ConfirmAsync($"every project below '{trusted.Path}'", "Revoke approval").ConfigureAwait(false)) return;
        await machine.Trust.DistrustFolderAsync(folder, cancellationToken).ConfigureAwait(false);
        if (PassThru) Write(trusted);
    }
}
