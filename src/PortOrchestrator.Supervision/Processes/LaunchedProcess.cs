using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>A process that was just started.</summary>
/// <param name="Identity">Which process.</param>
/// <param name="Exited">Ends with the exit code (128 + n for signal n) when the process itself has ended, whoever else holds its output.</param>
public sealed record LaunchedProcess(ProcessIdentity Identity, Task<int> Exited)
{
    /// <summary>Our end of its terminal, for whoever started it to read and to close; null when it has none.</summary>
    internal PseudoTerminal? Terminal { get; init; }
}
