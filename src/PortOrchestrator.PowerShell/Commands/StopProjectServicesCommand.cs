using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Stops all services of a project, dependents first, and ends its supervisor.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ProjectServices", SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class StopProjectServicesCommand : WholeProjectCommand
{
    /// <summary>Only services of these tiers.</summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    [Parameter]
    [TierTransformation]
    public TierRange? Tier { get; set; }

    /// <summary>The time after which what is left is killed: seconds, or a time span.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own.</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Write a snapshot of each service afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var options = new DownOptions { FirstTier = Tier?.First ?? 0, LastTier = Tier?.Last ?? 3, Timeout = Timeout };
        var what = Tier is null ? "all services" : $"services of tier {Tier}";
        if (!await ConfirmAsync($"{what} of project '{project.Project.Name}' ({project.Project.Root})", "Stop services").ConfigureAwait(false)) return;
        var result = await DownAsync(project, options, cancellationToken).ConfigureAwait(false);
        if (!PassThru) return;
        foreach (var service in result.Snapshot.Services) Write(service);
    }
}
