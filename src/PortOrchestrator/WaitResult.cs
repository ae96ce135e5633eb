namespace PortOrchestrator;

/// <summary>What waiting gave. Immutable.</summary>
public sealed record WaitResult
{
    /// <summary>Whether the condition holds for every service that was waited for.</summary>
    public bool Succeeded { get; init; }

    /// <summary>Whether the call's time limit passed.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Services that can no longer reach the condition.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServiceFailure> Failures { get; init; } = [];

    /// <summary>All services of the checkout at the end.</summary>
    public required ProjectSnapshot Snapshot { get; init; }
}
