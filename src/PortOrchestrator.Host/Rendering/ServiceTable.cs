namespace PortOrchestrator.Host.Rendering;

/// <summary>The table of <c>ps</c>.</summary>
internal static class ServiceTable
{
    public static void Write(TextWriter writer, IReadOnlyList<ServiceSnapshot> services, int width, Style style)
    {
        var table = new TextTable("SERVICE", "STATE", "HEALTH", "PORTS", "PID", "RESTARTS");
        foreach (var service in services)
        {
            table.Add(
                service.Name,
                new TableCell(Words.Of(service.State), t => style.State(service.State, t)),
                new TableCell(Words.Of(service.Health), t => style.Health(service.Health, t)),
                service.Ports.Count == 0 ? "-" : string.Join(' ', service.Ports),
                service.Pid,
                service.Restarts);
            if (ReasonOf(service) is { } reason) table.AddNote(reason, style.Dim);
        }

        table.Write(writer, width, style);
    }

    // The reason of a service that does its work is only worth a line when somebody else runs it.
    private static string? ReasonOf(ServiceSnapshot service) =>
        service.State is ServiceState.Failed or ServiceState.Skipped or ServiceState.Restarting or ServiceState.External
        || service.Health == ServiceHealth.Unhealthy
            ? service.Reason
            : null;
}
