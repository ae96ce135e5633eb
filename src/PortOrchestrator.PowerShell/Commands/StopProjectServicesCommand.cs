using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Stops all services of a project, dependents first, and ends its supervisor.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ProjectServices", DefaultParameterSetName = ProjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class StopProjectServicesCommand : WholeProjectCommand
{
    private const string ProjectSet = "Project";
    private const string AllSet = "All";

    /// <summary>The services of every known project and checkout.</summary>
    [Parameter(ParameterSetName = AllSet, Mandatory = true)]
    public SwitchParameter All { get; set; }

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

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<string?>> FindProjectsAsync(CancellationToken cancellationToken)
    {
        if (!All) return Projects;
        var machine = await MachineOrchestrator.OpenAsync(Options, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var snapshots = await machine.GetSnapshotsAsync(cancellationToken).ConfigureAwait(false);
        return [.. snapshots.Where(s => IsCheckout(s) && (s.Supervisor is not null || s.Services.Any(MayRun))).Select(s => s.Root)];
    }

    /// <inheritdoc/>
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!All || !await ConfirmAsync("what projects and checkouts share", "Stop services").ConfigureAwait(false)) return;
        var machine = await MachineOrchestrator.OpenAsync(Options, readOnly: false, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        await machine.StopSharedServicesAsync(new DownOptions { FirstTier = Tier?.First ?? 0, LastTier = Tier?.Last ?? 3, Timeout = Timeout }, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsCheckout(ProjectSnapshot snapshot) =>
        new ProjectIdentity { ProjectId = snapshot.ProjectId, Name = snapshot.Project, Root = snapshot.Root, Checkout = snapshot.Checkout }.Scope == ServiceScope.Checkout;

    private static bool MayRun(ServiceSnapshot service) =>
        service.State is not (ServiceState.Disabled or ServiceState.Stopped or ServiceState.Completed or ServiceState.Failed or ServiceState.Skipped or ServiceState.External);
}
