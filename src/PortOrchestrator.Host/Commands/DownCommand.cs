using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch down</c>.</summary>
internal static class DownCommand
{
    private static readonly OptionSpec All = new("--all", "Every project and checkout of this machine.");
    private static readonly OptionSpec Timeout = new("--timeout", "Kill what is left after this long.") { ValueName = "SECONDS" };
    private static readonly OptionSpec Tier = new("--tier", "Only these tiers, 0 to 3.") { ValueName = "A-B" };
    private static readonly OptionSpec DryRun = new("--dry-run", "Show what would be stopped; stop nothing.");

    public static CommandSpec Spec { get; } = new("down", "Stop the project's services and everything they started.")
    {
        Options = [All, Timeout, Tier, DryRun],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (first, last) = context.Arguments.Tiers(Tier);
        var options = new DownOptions { FirstTier = first, LastTier = last, Timeout = context.Arguments.Seconds(Timeout) };
        if (context.Arguments.Has(All)) return await AllAsync(context, options, cancellationToken).ConfigureAwait(false);
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        if (context.Arguments.Has(DryRun))
        {
            var plan = Plan(await session.GetSnapshotAsync(cancellationToken).ConfigureAwait(false), options);
            if (context.Json) JsonOutput.Write(context.Terminal, plan, HostJsonContext.Legible.DownPlanDocument);
            else WritePlan(context, plan);
            return ExitCode.Success;
        }

        DownResult result;
        using (var progress = new ProgressView(context.Terminal, context.Json))
            result = await session.DownAsync(options, progress, cancellationToken).ConfigureAwait(false);
        return DownReport.Write(context, result);
    }

    private static async Task<int> AllAsync(CommandContext context, DownOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProjectSnapshot> snapshots;
        var machine = await context.OpenMachineAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
            snapshots = await machine.GetSnapshotsAsync(cancellationToken).ConfigureAwait(false);
        var running = snapshots.Where(s => s.Supervisor is not null || s.Services.Any(ActiveServices.IsActive)).ToList();
        if (context.Arguments.Has(DryRun)) return WritePlans(context, [.. running.Select(s => Plan(s, options))]);

        // What they share goes with the last of them; what is left of it then is wanted by nobody who is still there.
        var own = running.Where(s => CheckoutTitle.ScopeOf(s) == ServiceScope.Checkout);
        DownResult[] results = await Task.WhenAll(own.Select(s => StopAsync(context, s, options, cancellationToken))).ConfigureAwait(false);
        if (running.Any(s => CheckoutTitle.ScopeOf(s) != ServiceScope.Checkout))
            results = [.. results, .. await StopSharedAsync(context, options, cancellationToken).ConfigureAwait(false)];
        if (context.Json) JsonOutput.Write(context.Terminal, [.. results.Select(DownDocument.From)], HostJsonContext.Legible.IReadOnlyListDownDocument);
        else if (results.Length == 0) context.Terminal.Out.Write("Nothing was running.\n");
        else foreach (var result in results) DownReport.WriteText(context, result, CheckoutTitle.Of(result.Snapshot) + ": ");
        return ExitCode.Success;
    }

    private static async Task<DownResult> StopAsync(
        CommandContext context, ProjectSnapshot snapshot, DownOptions options, CancellationToken cancellationToken)
    {
        var where = context.Options with { Project = snapshot.Root, Files = [] };
        var session = await context.Orchestrators.OpenProjectAsync(where, cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        return await session.DownAsync(options, new ProgressView(context.Terminal, json: true), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<DownResult>> StopSharedAsync(CommandContext context, DownOptions options, CancellationToken cancellationToken)
    {
        var machine = await context.OpenMachineAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        return await machine.StopSharedServicesAsync(options, cancellationToken).ConfigureAwait(false);
    }

    private static DownPlanDocument Plan(ProjectSnapshot snapshot, DownOptions options) =>
        new(snapshot.Project, snapshot.Checkout, snapshot.Root, ActiveServices.StopOrder(snapshot, options.FirstTier, options.LastTier));

    private static int WritePlans(CommandContext context, IReadOnlyList<DownPlanDocument> plans)
    {
        if (context.Json) JsonOutput.Write(context.Terminal, plans, HostJsonContext.Legible.IReadOnlyListDownPlanDocument);
        else if (plans.Count == 0) context.Terminal.Out.Write("Nothing is running.\n");
        else foreach (var plan in plans) WritePlan(context, plan);
        return ExitCode.Success;
    }

    private static void WritePlan(CommandContext context, DownPlanDocument plan) => context.Terminal.Out.Write(
        plan.WouldStop.Count == 0
            ? $"{Title(plan.Project, plan.Checkout)}: nothing is running.\n"
            : $"{Title(plan.Project, plan.Checkout)}: would stop, in this order: {Words.List(plan.WouldStop)}.\n");

    private static string Title(string project, string checkout) => checkout == ProjectIdentity.MainCheckout ? project : $"{project} ({checkout})";
}
