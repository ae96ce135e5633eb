using PortOrchestrator.ConfigParsers.Detection;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests.Detection;

/// <summary>Writes findings as lines that can be compared.</summary>
internal static class Description
{
    public static string Of(DetectedService service)
    {
        var what = service.Command
            ?? (service.ComposeService is { } name ? $"compose {name} of {string.Join(", ", service.ComposeFiles)}" : service.Kind.ToString().ToLowerInvariant());
        if (service.Dependencies.Count > 0) what += " after " + string.Join(", ", service.Dependencies);
        var ports = service.Ports.Count == 0 ? "-" : string.Join(", ", service.Ports.Select(Of));
        var state = service.IsEnabled ? "" : ", off";
        return $"{service.Name} [{service.Confidence}{state}] {service.WorkingDirectory}> {what} | {ports} | {service.HealthCheck ?? "-"} | {service.Evidence}";
    }

    public static string Of(DetectedAlternative other) => $"{other.Subject} in {other.WorkingDirectory}: {other.Reason}";

    private static string Of(DetectedPort port)
    {
        var name = port.Name == PortDefinition.DefaultName ? "" : port.Name + ":";
        return $"{name}{port.Port?.ToString() ?? "any"}{(port.Injection is { } how ? " by " + how : "")}";
    }
}
