using System.Globalization;

namespace PortOrchestrator.Host.Rendering;

/// <summary>The table of <c>ps</c>.</summary>
internal static class ServiceTable
{
    // Below this, names and ports matter more.
    private const int Roomy = 80;

    public static void Write(TextWriter writer, IReadOnlyList<ServiceSnapshot> services, int width, Style style, ServiceScope own = ServiceScope.Checkout)
    {
        var measured = width >= Roomy && services.Any(s => s.Resources is not null);
        var table = measured
            ? new TextTable("SERVICE", "STATE", "HEALTH", "PORTS", "PID", "RESTARTS", "CPU", "MEMORY")
            : new TextTable("SERVICE", "STATE", "HEALTH", "PORTS", "PID", "RESTARTS");
        foreach (var service in services)
        {
            TableCell[] always =
            [
                service.Name,
                new TableCell(Words.Of(service.State), t => style.State(service.State, t)),
                new TableCell(Words.Of(service.Health), t => style.Health(service.Health, t)),
                service.Ports.Count == 0 ? "-" : string.Join(' ', service.Ports),
                service.Pid,
                service.Restarts,
            ];
            table.Add(measured ? [.. always, Percent(service.Resources), Memory(service.Resources)] : always);
            if (ReasonOf(service) is { } reason) table.AddNote(reason, style.Dim);
            if (service.Scope != ServiceScope.Checkout && service.Scope != own) table.AddNote($"shared: scope {Words.Of(service.Scope)}", style.Dim);
            if (service.Drift is { } drift) table.AddNote($"configured otherwise than it runs: {drift}; 'portorch restart {service.Name}' applies that", style.Dim);
        }

        table.Write(writer, width, style);
    }

    private static string Percent(ServiceResources? used) => used is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{used.CpuPercent:0.0}%");

    private static string Memory(ServiceResources? used) => used is null ? "-" : Words.Bytes(used.MemoryBytes);

    // The reason of a service that does its work is only worth a line when somebody else runs it.
    private static string? ReasonOf(ServiceSnapshot service) =>
        service.State is ServiceState.Failed or ServiceState.Skipped or ServiceState.Restarting or ServiceState.External
        || service.Health == ServiceHealth.Unhealthy
            ? service.Reason
            : null;
}
