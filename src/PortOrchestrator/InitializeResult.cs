using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator;

/// <summary>A first configuration and what it was made of. Immutable.</summary>
public sealed record InitializeResult
{
    /// <summary>The absolute path of the file.</summary>
    public required string File { get; init; }

    /// <summary>The content of the file.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the file was written.</summary>
    public required bool IsWritten { get; init; }

    /// <summary>What was detected.</summary>
    public required DetectionResult Detection { get; init; }
}
