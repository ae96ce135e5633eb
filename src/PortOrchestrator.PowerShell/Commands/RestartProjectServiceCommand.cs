using System.Management.Automation;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Stops services that run and starts them again, on the same ports.</summary>
[Cmdlet(VerbsLifecycle.Restart, "ProjectService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class RestartProjectServiceCommand : ServiceStartCommand
{
    /// <inheritdoc/>
    private protected override async Task ActAsync(ProjectOrchestrator project, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var agreed = await ConfirmEachAsync(project, services, "Restart service").ConfigureAwait(false);
        if (agreed.Count == 0) return;
        var options = new UpOptions
        {
            Selection = new StartSelection { Services = agreed, WithoutDependencies = NoDependency },
            Restart = true,
            Wait = !NoWait,
            Timeout = Timeout,
        };
        var result = await UpAsync(project, options, cancellationToken).ConfigureAwait(false);
        if (PassThru) WriteNamed(result.Snapshot, agreed);
    }
}
