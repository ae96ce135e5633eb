using System.Globalization;

namespace PortOrchestrator.Engines;

/// <summary>Sentences about services that engines run.</summary>
internal static class EngineMessages
{
    /// <summary>How a port that cannot be moved could be; empty when it can, or is meant exactly.</summary>
    public static string Cure(ServiceDefinition service, PortDefinition used, EngineOutlook engines)
    {
        var isMeant = service.Ports.Any(p => p.Name == used.Name && p.Mode == PortMode.Exact);
        if (isMeant || used.Mode != PortMode.Exact || service.PublishedFor(used) is not { } port) return "";
        var variable = service.Name.ToUpperInvariant().Replace('-', '_').Replace('.', '_') + "_PORT";
        return string.Create(
            CultureInfo.InvariantCulture,
            $" {engines.Compose} cannot publish it elsewhere than the Compose file says: write it there as \"${{{variable}:-{port.Published}}}:{port.Target}\", or install Compose 2.24.4 or later.");
    }

    /// <summary>That a number is left to Compose.</summary>
    public static string Chosen(PortDefinition port, EngineOutlook engines) =>
        $"the port '{port.Name}' is a range, of which {engines.Compose} chooses a number by itself; it is not registered. Compose 2.24.4 or later can be told which";

    /// <summary>That a Compose project of the same name is another folder's.</summary>
    public static ServicePortConflict OtherFolder(ServiceDefinition service, RunningService running) => new()
    {
        Service = service.Name,
        PortName = service.Ports.Count > 0 ? service.Ports[0].Name : PortDefinition.DefaultName,
        Required = service.Required,
        Message = $"'{service.Name}' cannot be started: {running.Holder} belongs to the folder '{running.OtherFolder}', and two folders cannot have one Compose project. "
            + "Stop that one, or give this one another name, with 'name:' in its Compose file or COMPOSE_PROJECT_NAME in its .env file.",
    };
}
