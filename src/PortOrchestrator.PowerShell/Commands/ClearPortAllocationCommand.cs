using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Collects ports of checkouts whose folder is gone and that nothing listens on.</summary>
[Cmdlet(VerbsCommon.Clear, "PortAllocation", SupportsShouldProcess = true)]
[OutputType(typeof(PortAllocation))]
public sealed class ClearPortAllocationCommand : AsyncCommand
{
    /// <summary>Write the allocations that were collected.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var found = await PruneAsync(dryRun: true, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0) return;
        var ports = string.Join(", ", found.Select(a => $"{a.Port} ({a.Project}: {a.Service})"));
        if (!await ConfirmAsync($"ports {ports}", "Collect allocations that have no owner").ConfigureAwait(false)) return;
        var collected = await PruneAsync(dryRun: false, cancellationToken).ConfigureAwait(false);
        if (PassThru) foreach (var allocation in collected) Write(allocation);
    }

    private static async Task<IReadOnlyList<PortAllocation>> PruneAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(null, readOnly: dryRun, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            var pruned = await machine.Registry.PruneAsync(dryRun, cancellationToken).ConfigureAwait(false);
            // What only checkouts used that are gone is used by nobody.
            if (!dryRun) await machine.StopUnusedServicesAsync(cancellationToken).ConfigureAwait(false);
            return pruned;
        }
    }
}
