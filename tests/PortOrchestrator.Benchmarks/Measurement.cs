namespace PortOrchestrator.Benchmarks;

/// <summary>One figure of a run; without a limit it is only reported.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Limit">The highest figure that will do, or the lowest one when more is better.</param>
/// <param name="MoreIsBetter">Which of the two the limit is.</param>
internal sealed record Measurement(string Name, double Value, string Unit, double? Limit = null, bool MoreIsBetter = false)
{
    public bool IsWithinLimit => Limit is not { } limit || (MoreIsBetter ? Value >= limit : Value <= limit);
}
