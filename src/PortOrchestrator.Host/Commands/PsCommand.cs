using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;
using PortOrchestrator.Loading;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch ps</c>.</summary>
internal static class PsCommand
{
    private static readonly OptionSpec All = new("--all", "Every project and checkout of this machine.");
    private static readonly OptionSpec Tier = new("--tier", "Only these tiers, 0 to 3.") { ValueName = "A-B" };

    public static CommandSpec Spec { get; } = new("ps", "Show the project's services.") { Options = [All, Tier], RunAsync = RunAsync };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (first, last) = context.Arguments.Tiers(Tier);
        if (context.Arguments.Has(All))
        {
            var machine = await context.OpenMachineAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
            await using var _ = machine.ConfigureAwait(false);
            var snapshots = await machine.GetSnapshotsAsync(cancellationToken).ConfigureAwait(false);
            WriteAll(context, [.. snapshots.Select(s => OfTiers(machine.Measure(s), first, last))]);
        }
        else
        {
            var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            var snapshot = await session.GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
            Write(context, OfTiers(session.Measure(snapshot), first, last));
        }

        return ExitCode.Success;
    }

    private static ProjectSnapshot OfTiers(ProjectSnapshot snapshot, int first, int last) =>
        snapshot with { Services = [.. snapshot.Services.Where(s => s.Tier >= first && s.Tier <= last)] };

    private static void Write(CommandContext context, ProjectSnapshot snapshot)
    {
        if (context.Json) JsonOutput.Write(context.Terminal, ProjectDocument.From(snapshot), HostJsonContext.Legible.ProjectDocument);
        else if (snapshot.Services.Count == 0) context.Notice($"Project '{snapshot.Project}' has no services to show.");
        else WriteTable(context, snapshot);
    }

    private static void WriteAll(CommandContext context, IReadOnlyList<ProjectSnapshot> snapshots)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, [.. snapshots.Select(ProjectDocument.From)], HostJsonContext.Legible.IReadOnlyListProjectDocument);
            return;
        }

        var shown = snapshots.Where(s => s.Services.Count > 0).ToList();
        if (shown.Count == 0) context.Notice("No project of this machine has services to show.");
        foreach (var (index, snapshot) in shown.Index())
        {
            var gap = index == 0 ? "" : "\n";
            var title = CheckoutTitle.Of(snapshot);
            context.Terminal.Out.Write($"{gap}{context.Terminal.OutStyle.Strong(title)}  {context.Terminal.OutStyle.Dim(snapshot.Root)}\n");
            WriteTable(context, snapshot);
            if (IsAbandoned(snapshot)) context.Warn([$"the folder '{snapshot.Root}' is not there any more; 'portorch down --project {snapshot.Root}' stops what still runs"]);
        }
    }

    private static bool IsAbandoned(ProjectSnapshot snapshot) =>
        AbandonedFolder.Is(CheckoutTitle.ScopeOf(snapshot), snapshot.Root)
        && snapshot.Services.Any(s => s.Scope == ServiceScope.Checkout && ActiveServices.IsActive(s));

    private static void WriteTable(CommandContext context, ProjectSnapshot snapshot)
    {
        ServiceTable.Write(context.Terminal.Out, snapshot.Services, context.Terminal.OutWidth, context.Terminal.OutStyle, CheckoutTitle.ScopeOf(snapshot));
        if (SupervisorAge.Describe(snapshot.Supervisor) is { } age) context.Notice($"{age}; 'portorch up' lets it take over, the services run on.");
        if (snapshot.Configuration is not { Problem: { } problem } status) return;
        DiagnosticRenderer.Write(context.Terminal.Error, status.Diagnostics, context.Terminal.ErrorStyle);
        context.Warn([problem]);
    }
}
