namespace PortOrchestrator.Host.Rendering;

/// <summary>The short table at the end of a start: what is up, and where to click.</summary>
internal static class LinkTable
{
    public static void Write(ITerminal terminal, IReadOnlyList<ServiceSnapshot> services, IReadOnlySet<string> httpServices)
    {
        var table = new TextTable("SERVICE", "STATE", "WHERE");
        foreach (var service in services.Where(s => s.State != ServiceState.Disabled))
        {
            table.Add(
                service.Name,
                new TableCell(Words.Of(service.State), t => terminal.OutStyle.State(service.State, t)),
                Where(service, httpServices.Contains(service.Name)));
        }

        if (!table.IsEmpty) table.Write(terminal.Out, terminal.OutWidth, terminal.OutStyle);
    }

    private static string Where(ServiceSnapshot service, bool http)
    {
        if (service.Ports.Count == 0) return "-";
        if (!http || service.Ports[0].Protocol != PortProtocol.Tcp) return string.Join(' ', service.Ports);
        return string.Join(' ', service.Ports.Skip(1).Select(p => p.ToString()).Prepend($"http://localhost:{service.Ports[0].Port}"));
    }
}
