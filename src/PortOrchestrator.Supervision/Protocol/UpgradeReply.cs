namespace PortOrchestrator.Supervision.Protocol;

/// <summary>What a supervisor does about an <see cref="UpgradeCommand"/> that it does not refuse. Immutable.</summary>
public sealed record UpgradeReply
{
    /// <summary>Whether the program takes over now; otherwise it is not newer.</summary>
    public required bool HandsOver { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }
}
