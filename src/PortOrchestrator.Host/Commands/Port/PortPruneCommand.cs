using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port prune</c>.</summary>
internal static class PortPruneCommand
{
    private static readonly OptionSpec DryRun = new("--dry-run", "Only show what would be collected.");

    public static CommandSpec Spec { get; } = new("prune", "Collect the ports of projects whose folder is gone.") { Options = [DryRun], RunAsync = RunAsync };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dryRun = context.Arguments.Has(DryRun);
        var machine = await context.OpenMachineAsync(readOnly: dryRun, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var pruned = await machine.Registry.PruneAsync(dryRun, cancellationToken).ConfigureAwait(false);
        // What only checkouts used that are gone is used by nobody.
        var stopped = dryRun ? [] : await machine.StopUnusedServicesAsync(cancellationToken).ConfigureAwait(false);
        if (stopped.Count > 0) context.Notice($"Stopped {Words.Count(stopped.Count, "shared service")} that nobody used any more: {Words.List(stopped)}.");
        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, [.. pruned.Select(AllocationDocument.From)], HostJsonContext.Legible.IReadOnlyListAllocationDocument);
            return ExitCode.Success;
        }

        if (pruned.Count > 0) AllocationTable.Write(context.Terminal, pruned);
        context.Notice($"{(dryRun ? "Would collect" : "Collected")} {Words.Count(pruned.Count, "port")}.");
        return ExitCode.Success;
    }
}
