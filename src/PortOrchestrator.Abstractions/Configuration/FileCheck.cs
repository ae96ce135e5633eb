namespace PortOrchestrator.Configuration;

/// <summary>A file that exists and was written after the service was started.</summary>
public sealed record FileCheck : ProbeCheck
{
    /// <summary>The file; a relative path counts from the service's folder.</summary>
    public required string Path { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "file:" + Path;
}
