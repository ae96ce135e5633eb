namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>Something that was found, too, and is no service of its own. Immutable.</summary>
public sealed record DetectedAlternative
{
    /// <summary>What it would start, or what it names.</summary>
    public required string Subject { get; init; }

    /// <summary>The folder that it concerns, from the root folder.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>How sure the finding is.</summary>
    public required DetectionConfidence Confidence { get; init; }

    /// <summary>Where it was found.</summary>
    public required DetectionEvidence Evidence { get; init; }

    /// <summary>Why it is none.</summary>
    public required string Reason { get; init; }
}
