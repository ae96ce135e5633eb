using System.Globalization;

namespace PortOrchestrator.Host.Rendering;

/// <summary>A change of a service in a few words.</summary>
internal static class ServiceLine
{
    private static readonly TimeSpan Shown = TimeSpan.FromMilliseconds(50);

    public static string Of(ServiceSnapshot service)
    {
        var text = Words.Of(service.State);
        if (service.State is ServiceState.Running or ServiceState.Launched or ServiceState.External)
            return service.Ports.Count == 0 ? text + Elapsed(service) : $"{text} on {string.Join(' ', service.Ports)}{Elapsed(service)}";
        return service.Reason is { } reason ? $"{text}: {reason}" : text;
    }

    private static string Elapsed(ServiceSnapshot service) => service is { StartedAt: { } started, ReadyAt: { } ready } && ready - started >= Shown
        ? string.Create(CultureInfo.InvariantCulture, $" ({(ready - started).TotalSeconds:0.0} s)")
        : "";
}
