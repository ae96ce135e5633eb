using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Starts services and what they depend on, and waits until they are ready.</summary>
[Cmdlet(VerbsLifecycle.Start, "ProjectService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class StartProjectServiceCommand : ProjectServiceCommand
{
    /// <summary>Names of services; wildcards allowed.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Start the named services alone.</summary>
    [Parameter]
    public SwitchParameter NoDependency { get; set; }

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
        var options = new UpOptions
        {
            Selection = new StartSelection { Services = services, WithoutDependencies = NoDependency },
            Wait = !NoWait,
            Timeout = Timeout,
        };
        if (await ConfirmPlanAsync(project, options, "Start service", cancellationToken).ConfigureAwait(false) is not { } agreed) return;
        var result = await UpAsync(project, agreed, cancellationToken).ConfigureAwait(false);
        if (PassThru) WriteNamed(result.Snapshot, services);
    }
}
