using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Starts a project's services, dependencies first, and waits until everything required is ready.</summary>
[Cmdlet(VerbsLifecycle.Start, "ProjectServices", SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class StartProjectServicesCommand : WholeProjectCommand
{
    /// <summary>Names of services, wildcards allowed; those they depend on come along.</summary>
    /// <value>The default value is empty: all that are not disabled.</value>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Service { get; set; } = [];

    /// <summary>Only services of these tiers.</summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    [Parameter]
    [TierTransformation]
    public TierRange? Tier { get; set; }

    /// <summary>Only services of these namespaces, and what they depend on.</summary>
    /// <value>The default value is empty: of every namespace.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[] Namespace { get; set; } = [];

    /// <summary>Leave out what the chosen services depend on.</summary>
    [Parameter]
    [Alias("NoDeps")]
    public SwitchParameter NoDependency { get; set; }

    /// <summary>Return once the services are asked to start.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Reload by itself whenever a configuration file changes, until all services are stopped.</summary>
    [Parameter]
    public SwitchParameter WatchConfiguration { get; set; }

    /// <summary>Let the installed portorch program go on as the supervisor first, also when it is not newer; the services run on.</summary>
    [Parameter]
    public SwitchParameter UpgradeSupervisor { get; set; }

    /// <summary>The time the whole call may take: seconds, or a time span.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own time to become ready decides.</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var selection = new StartSelection
        {
            FirstTier = Tier?.First ?? 0,
            LastTier = Tier?.Last ?? 3,
            Namespaces = Namespace,
            WithoutDependencies = NoDependency,
        };
        if (Service.Length > 0)
        {
            var names = await SelectServicesAsync(project, Service, cancellationToken).ConfigureAwait(false);
            if (names.Count == 0) return;
            selection = selection with { Services = names };
        }

        var options = new UpOptions
        {
            Selection = selection,
            Wait = !NoWait,
            Timeout = Timeout,
            WatchConfiguration = WatchConfiguration,
            UpgradeSupervisor = UpgradeSupervisor,
        };
        if (await ConfirmPlanAsync(project, options, "Start service", cancellationToken).ConfigureAwait(false) is not { } agreed) return;
        var result = await UpAsync(project, agreed, cancellationToken).ConfigureAwait(false);
        foreach (var service in result.Snapshot.Services) Write(service);
    }
}
