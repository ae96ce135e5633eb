using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary>The table of <c>port list</c>.</summary>
internal static class AllocationTable
{
    public static void Write(ITerminal terminal, IReadOnlyList<PortAllocation> allocations)
    {
        var style = terminal.OutStyle;
        // Only where somebody looked at the sockets, and found somebody.
        var looked = allocations.Any(a => a.Socket is not null);
        var listened = allocations.Any(a => a.Listener is not null);
        string[] titles =
        [
            "PORT", "PROTOCOL", "PROJECT", "CHECKOUT", "SERVICE", "NAME", "STATE", "HEALTH", "PID",
            .. looked ? ["SOCKET"] : Array.Empty<string>(), .. listened ? ["LISTENER"] : Array.Empty<string>(),
        ];
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
                .. looked ? [a.Socket is { } socket ? new TableCell(Words.Of(socket), t => Paint(style, socket, t)) : "-"] : Array.Empty<TableCell>(),
                .. listened ? [a.Listener is { } listener ? new TableCell(listener.ToString(), t => a.Conflict is null ? t : style.Bad(t)) : "-"] : Array.Empty<TableCell>(),
            ];
            table.Add(cells);
        }

        table.Write(terminal.Out, terminal.OutWidth, style);
    }

    private static string Paint(Style style, PortSocketState socket, string text) => socket switch
    {
        PortSocketState.Taken => style.Bad(text),
        PortSocketState.Listening => style.Good(text),
        _ => style.Dim(text),
    };

    public static string Describe(PortAllocation a)
    {
        var checkout = a.Checkout == ProjectIdentity.MainCheckout ? "" : $" ({a.Checkout})";
        var name = a.Name == PortDefinition.DefaultName ? "" : $", port '{a.Name}'";
        return $"{a.Port}/{Words.Of(a.Protocol)} of service '{a.Service}'{name} of project '{a.Project}'{checkout}";
    }
}
