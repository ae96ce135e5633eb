namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>What the expansion of one text may still cost.</summary>
internal sealed class ExpansionBudget
{
    private long _text = ExpansionLimits.Text;
    private long _work = ExpansionLimits.Work;

    /// <summary>Whether more was asked for than allowed; what was made since then means nothing.</summary>
    public bool IsSpent => (_text | _work) < 0;

    public bool TakeText(int characters)
    {
        if (_text >= 0) _text -= characters;
        return _text >= 0;
    }

    public bool TakeWork(long comparisons)
    {
        if (_work >= 0) _work -= comparisons;
        return _work >= 0;
    }
}
