using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Stops services that run and starts them again, on the same ports.</summary>
[Cmdlet(VerbsLifecycle.Restart, "ProjectService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class RestartProjectServiceCommand : ProjectServiceCommand
{
    /// <summary>Names of services; wildcards allowed.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Return once the services are asked to start.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The time the whole call may take: seconds, or a time span.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own time to become ready decides.</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Write a snapshot of each named service.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Patterns => Name;

    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<string>> KnownNamesAsync(ProjectOrchestrator project, CancellationToken cancellationToken) =>
        ConfiguredNamesAsync(project, cancellationToken);

    /// <inheritdoc/>
    private protected override async Task ActAsync(ProjectOrchestrator project, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var agreed = await ConfirmEachAsync(project, services, "Restart service").ConfigureAwait(false);
        if (agreed.Count == 0) return;
        var options = new UpOptions { Selection = new StartSelection { Services = agreed }, Restart = true, Wait = !NoWait, Timeout = Timeout };
        var result = await UpAsync(project, options, cancellationToken).ConfigureAwait(false);
        if (PassThru) WriteNamed(result.Snapshot, agreed);
    }
}
