namespace PortOrchestrator.Resolution;

/// <summary>Sentences about ports that cannot be had.</summary>
internal static class PortMessages
{
    public static string Overlap(PortRange range, ProjectPortRange other) =>
        $"The port_range {range} overlaps {other.Range}, which project '{other.Project}' keeps for itself: in the overlap, either may be given a port. Give one of them another range.";

    public static string Taken(ServiceDefinition service, PortDefinition port, int number, PortHolder? holder)
    {
        var cure = port.Mode == PortMode.Exact
            ? "Stop it, write \"mode\": \"prefer\" to let another port be chosen, or share the service with \"scope\"."
            : $"Stop it, or give the number up with 'portorch port release --port {number}' to get another.";
        return $"Port {number} for '{service.Name}' is taken by {holder?.ToString() ?? "an unknown process"}. {cure}";
    }
}
