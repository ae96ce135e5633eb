using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary>The table of <c>port list</c>.</summary>
internal static class AllocationTable
{
    public static void Write(ITerminal terminal, IReadOnlyList<PortAllocation> allocations)
    {
        var style = terminal.OutStyle;
        // Most of the time nobody is in the way, and the column would only take room.
        var conflicts = allocations.Any(a => a.Conflict is not null);
        string[] titles = ["PORT", "PROTOCOL", "PROJECT", "CHECKOUT", "SERVICE", "NAME", "STATE", "HEALTH", "PID", .. conflicts ? ["CONFLICT"] : Array.Empty<string>()];
        var table = new TextTable(titles);
        foreach (var a in allocations)
        {
            TableCell[] cells =
            [
                a.Port,
                Words.Of(a.Protocol),
                a.Project,
                a.Checkout,
                a.Replica == 0 ? a.Service : $"{a.Service}-{a.Replica}",
                a.Name,
                a.State is { } state ? new TableCell(Words.Of(state), t => style.State(state, t)) : "-",
                a.Health is { } health ? new TableCell(Words.Of(health), t => style.Health(health, t)) : "-",
                a.Pid,
                .. conflicts ? [a.Conflict is { } holder ? new TableCell(Sitting(holder), style.Bad) : "-"] : Array.Empty<TableCell>(),
            ];
            table.Add(cells);
        }

        table.Write(terminal.Out, terminal.OutWidth, style);
    }

    // The allocation is the row itself.
    private static string Sitting(PortHolder holder) => (holder with { Allocation = null }).ToString();

    public static string Describe(PortAllocation a)
    {
        var checkout = a.Checkout == ProjectIdentity.MainCheckout ? "" : $" ({a.Checkout})";
        var name = a.Name == PortDefinition.DefaultName ? "" : $", port '{a.Name}'";
        return $"{a.Port}/{Words.Of(a.Protocol)} of service '{a.Service}'{name} of project '{a.Project}'{checkout}";
    }
}
