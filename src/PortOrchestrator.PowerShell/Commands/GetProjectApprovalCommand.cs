using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Lists what sessions and folder hooks may start on this machine.</summary>
[Cmdlet(VerbsCommon.Get, "ProjectApproval", DefaultParameterSetName = ProjectSet)]
[OutputType(typeof(ConfigurationApproval), ParameterSetName = new[] { ProjectSet })]
[OutputType(typeof(TrustedFolder), ParameterSetName = new[] { FolderSet })]
public sealed class GetProjectApprovalCommand : AsyncCommand
{
    private const string ProjectSet = "Project";
    private const string FolderSet = "Folder";

    /// <summary>The folders that are trusted with everything in them, instead of single projects.</summary>
    [Parameter(ParameterSetName = FolderSet, Mandatory = true)]
    public SwitchParameter Folder { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(null, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        if (Folder)
        {
            foreach (var folder in await machine.Trust.ListFoldersAsync(cancellationToken).ConfigureAwait(false)) Write(folder);
            return;
        }

        foreach (var approval in await machine.Trust.ListAsync(cancellationToken).ConfigureAwait(false)) Write(approval);
    }
}
