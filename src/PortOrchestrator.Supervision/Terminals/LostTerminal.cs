namespace PortOrchestrator.Supervision.Terminals;

/// <summary>What is said of a service whose terminal went with a supervisor.</summary>
internal static class LostTerminal
{
    public const string Warning = "its terminal went with an earlier supervisor: what it writes is lost until it is restarted";

    /// <summary>The reason of a service that was found dead after its supervisor.</summary>
    public static string ReasonOf(ServiceDefinition definition) => definition.Tty
        ? "ended while no supervisor ran: its terminal went with the last one (SIGHUP); exit code unknown"
        : "ended while no supervisor ran; exit code unknown";
}
