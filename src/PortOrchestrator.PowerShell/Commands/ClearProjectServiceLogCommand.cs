using System.Management.Automation;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Empties the logs of services, whether or not they run.</summary>
[Cmdlet(VerbsCommon.Clear, "ProjectServiceLog", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class ClearProjectServiceLogCommand : ProjectServiceCommand
{
    /// <summary>Names of services; wildcards allowed.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Write a snapshot of each service whose log was emptied.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Patterns => Name;

    /// <inheritdoc/>
    private protected override async Task ActAsync(ProjectOrchestrator project, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var agreed = await ConfirmEachAsync(project, services, "Clear the log").ConfigureAwait(false);
        if (agreed.Count == 0) return;
        var cleared = await project.ClearLogsAsync(agreed, cancellationToken).ConfigureAwait(false);
        if (PassThru) WriteNamed(await project.GetSnapshotAsync(cancellationToken).ConfigureAwait(false), [.. cleared.Keys]);
    }
}
