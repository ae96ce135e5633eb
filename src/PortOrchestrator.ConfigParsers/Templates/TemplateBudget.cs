namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>What the rendering of one template may still cost.</summary>
internal sealed class TemplateBudget
{
    private long _left = TemplateLimits.Budget;

    /// <summary>Whether more was asked for than allowed; what was made since then means nothing.</summary>
    public bool IsSpent => _left < 0;

    public bool TakeSteps(int count) => Take((long)count * TemplateLimits.Step);

    public bool TakeCharacters(int count) => Take((long)count * TemplateLimits.Character);

    private bool Take(long cost)
    {
        if (_left >= 0) _left -= cost;
        return _left >= 0;
    }
}
