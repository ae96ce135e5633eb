namespace PortOrchestrator;

/// <summary>A service that did not come up. Immutable.</summary>
public sealed record ServiceFailure
{
    /// <summary>The instance's name.</summary>
    public required string Service { get; init; }

    /// <summary>Where it stands: failed, or skipped because of another.</summary>
    public required ServiceState State { get; init; }

    /// <summary>Whether it is required.</summary>
    public bool Required { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Its exit code, 128 + n for signal n.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The last ten lines of its log.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> LastLines { get; init; } = [];

    /// <summary>Its log.</summary>
    public string? LogPath { get; init; }
}
