using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Stops services and everything they started, and no others; among them, dependents first.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ProjectService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class StopProjectServiceCommand : ProjectServiceCommand
{
    /// <summary>Names of services; wildcards allowed.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The time after which what is left is killed: seconds, or a time span.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own.</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Write a snapshot of each named service.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Patterns => Name;

    /// <inheritdoc/>
    private protected override async Task ActAsync(ProjectOrchestrator project, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var agreed = await ConfirmEachAsync(project, services, "Stop service").ConfigureAwait(false);
        if (agreed.Count == 0) return;
        var result = await DownAsync(project, new DownOptions { Services = agreed, Timeout = Timeout }, cancellationToken).ConfigureAwait(false);
        if (PassThru) WriteNamed(result.Snapshot, agreed);
    }
}
