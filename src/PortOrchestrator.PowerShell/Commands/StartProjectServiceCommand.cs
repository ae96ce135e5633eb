using System.Management.Automation;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Starts services and what they depend on, and waits until they are ready.</summary>
[Cmdlet(VerbsLifecycle.Start, "ProjectService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class StartProjectServiceCommand : ServiceStartCommand
{
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
