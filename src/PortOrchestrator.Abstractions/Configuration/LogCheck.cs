namespace PortOrchestrator.Configuration;

/// <summary>A line of this run's log that matches a regular expression.</summary>
public sealed record LogCheck : ProbeCheck
{
    /// <summary>The regular expression, in .NET syntax, culture-invariant.</summary>
    public required string Pattern { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "log:" + Pattern;
}
