namespace PortOrchestrator.PowerShell.Arguments;

/// <summary>A range of tiers, both ends included. Immutable.</summary>
/// <param name="First">The lowest tier, 0 to 3.</param>
/// <param name="Last">The highest tier, 0 to 3.</param>
public sealed record TierRange(int First, int Last)
{
    /// <summary>Formats the range as <c>0-2</c>, or as <c>2</c>.</summary>
    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
}
