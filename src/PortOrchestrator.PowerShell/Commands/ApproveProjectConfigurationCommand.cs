using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Lets sessions and folder hooks start a project's services as they are configured now.</summary>
[Cmdlet(VerbsLifecycle.Approve, "ProjectConfiguration", DefaultParameterSetName = ProjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(TrustVerdict), typeof(TrustedFolder))]
public sealed class ApproveProjectConfigurationCommand : TrustCommand
{
    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var verdict = await project.Trust.EvaluateAsync(cancellationToken).ConfigureAwait(false);
        foreach (var command in verdict.Commands) Explain($"{command.Name} ({command.Purpose}) in {command.WorkingDirectory}: {command.Command}");
        Explain(verdict.Explanation);
        if (verdict.Reason is not (TrustReason.Approved or TrustReason.OwnFile))
        {
            var count = verdict.Commands.Count;
            var target = $"project '{project.Project.Name}' ({project.Project.Root}), which runs {count} command{(count == 1 ? "" : "s")}";
            if (!await ConfirmAsync(target, "Approve configuration").ConfigureAwait(false)) return;
            verdict = await project.Trust.ApproveAsync(cancellationToken).ConfigureAwait(false);
        }

        if (PassThru) Write(verdict);
    }

    /// <inheritdoc/>
    private protected override async Task FolderAsync(string folder, CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(Options, readOnly: false, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var path = machine.Trust.Check(folder);
        if (!await ConfirmAsync($"every project below '{path}'", "Approve configurations").ConfigureAwait(false)) return;
        var trusted = await machine.Trust.TrustFolderAsync(path, cancellationToken).ConfigureAwait(false);
        if (PassThru) Write(trusted);
    }
}
