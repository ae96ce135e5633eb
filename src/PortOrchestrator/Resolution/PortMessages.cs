namespace PortOrchestrator.Resolution;

/// <summary>Sentences about ports that cannot be had.</summary>
internal static class PortMessages
{
    public static string Taken(ServiceDefinition service, PortDefinition port, int number, PortHolder? holder)
    {
        var cure = port.Mode == PortMode.Exact
            ? "Stop it, write \"mode\": \"prefer\" to let another port be chosen, or share the service with \"scope\"."
            : $"Stop it, or give the number up with 'portorch port release --port {number}' to get another.";
        return $"Port {number} for '{service.Name}' is taken by {holder?.ToString() ?? "an unknown process"}. {cure}";
    }
}
