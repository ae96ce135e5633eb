using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell;

/// <summary>A cmdlet that starts named services, or starts them again, and waits for them.</summary>
public abstract class ServiceStartCommand : ProjectServiceCommand
{
    private protected ServiceStartCommand()
    {
    }

    /// <summary>Names of services; wildcards allowed.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Leave out what the named services depend on.</summary>
    [Parameter]
    [Alias("NoDeps")]
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
    private protected sealed override IReadOnlyList<string> Patterns => Name;

    /// <inheritdoc/>
    private protected sealed override Task<IReadOnlyList<string>> KnownNamesAsync(ProjectOrchestrator project, CancellationToken cancellationToken) =>
        ConfiguredNamesAsync(project, Patterns, cancellationToken);
}
