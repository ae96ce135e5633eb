namespace PortOrchestrator.Resolution;

/// <summary>Sentences about ports that cannot be had.</summary>
internal static class PortMessages
{
    public static string Overlap(PortRange range, ProjectPortRange other) =>
        $"The port_range {range} overlaps {other.Range}, which project '{other.Project}' keeps for itself: in the overlap, either may be given a port. Give one of them another range.";

    /// <param name="service">The service.</param>
    /// <param name="port">Its port.</param>
    /// <param name="number">The number that it cannot have.</param>
    /// <param name="holder">Who has it.</param>
    /// <param name="otherCure">What helps instead of what usually does; empty for that.</param>
    public static string Taken(ServiceDefinition service, PortDefinition port, int number, PortHolder? holder, string otherCure)
    {
        if (otherCure.Length > 0) return $"Port {number} for '{service.Name}' is taken by {holder?.ToString() ?? "an unknown process"}.{otherCure}";
        var cure = port.Mode == PortMode.Exact
            ? "Stop it, write \"mode\": \"prefer\" to let another port be chosen, or share the service with \"scope\"."
            : $"Stop it, or give the number up with 'portorch port release --port {number}' to get another.";
        return $"Port {number} for '{service.Name}' is taken by {holder?.ToString() ?? "an unknown process"}. {cure}";
    }
}
