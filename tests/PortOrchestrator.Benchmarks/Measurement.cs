namespace PortOrchestrator.Benchmarks;

/// <summary>One figure of a run; without a limit it is only reported.</summary>
internal sealed record Measurement(string Name, double Value, string Unit, double? Limit = null)
{
    public bool IsWithinLimit => Limit is not { } limit || Value <= limit;
}
