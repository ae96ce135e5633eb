using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Handover;

/// <summary>
/// What one program tells the next one that goes on in the same process: descriptors that stay open, and children that it has to collect. Everything
/// else is in the journal. Later versions may add members, never change the meaning of these. Immutable.
/// </summary>
internal sealed record HandoverState
{
    /// <summary>What this version writes and reads; a program that says that it reads it may be handed over to.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The lock that makes the supervisor the only one.</summary>
    public required int Lock { get; init; }

    /// <summary>The socket that it listens on.</summary>
    public required int Socket { get; init; }

    /// <summary>The first processes of services that are children of this process and were not collected.</summary>
    public IReadOnlyList<ProcessIdentity> Children { get; init; } = [];

    public IReadOnlyList<HandedTerminal> Terminals { get; init; } = [];

    /// <summary>Why the program that was to go on does not; null when it does.</summary>
    public string? Problem { get; init; }
}
