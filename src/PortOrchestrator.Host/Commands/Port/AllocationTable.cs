using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary>The table of <c>port list</c>.</summary>
internal static class AllocationTable
{
    public static void Write(ITerminal terminal, IReadOnlyList<PortAllocation> allocations)
    {
        var style = terminal.OutStyle;
        var table = new TextTable("PORT", "PROTOCOL", "PROJECT", "CHECKOUT", "SERVICE", "NAME", "STATE", "HEALTH", "PID");
        foreach (var a in allocations)
        {
            table.Add(
                a.Port,
                Words.Of(a.Protocol),
                a.Project,
                a.Checkout,
                a.Replica == 0 ? a.Service : $"{a.Service}-{a.Replica}",
                a.Name,
                a.State is { } state ? new TableCell(Words.Of(state), t => style.State(state, t)) : "-",
                a.Health is { } health ? new TableCell(Words.Of(health), t => style.Health(health, t)) : "-",
                a.Pid);
        }

        table.Write(terminal.Out, terminal.OutWidth, style);
    }

    public static string Describe(PortAllocation a)
    {
        var checkout = a.Checkout == ProjectIdentity.MainCheckout ? "" : $" ({a.Checkout})";
        var name = a.Name == PortDefinition.DefaultName ? "" : $", port '{a.Name}'";
        return $"{a.Port}/{Words.Of(a.Protocol)} of service '{a.Service}'{name} of project '{a.Project}'{checkout}";
    }
}
