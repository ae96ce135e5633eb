using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>The numbers of the signals that stop services.</summary>
internal static class StopSignals
{
    public const int HangUp = 1;

    public const int Kill = 9;

    public const int Terminate = 15;

    /// <summary>The number of a configured signal; SIGTERM for a name that this system does not know.</summary>
    public static int Number(string name) => SignalNames.TryParse(name, out var number) ? number : Terminate;
}
