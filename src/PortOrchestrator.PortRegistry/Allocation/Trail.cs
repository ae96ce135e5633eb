namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>The ports that a decision looked at. Owned by one decision.</summary>
internal sealed class Trail
{
    private const int Kept = 100;

    private readonly List<PortCandidate> _candidates = [];

    /// <summary>How many ports were looked at.</summary>
    public int Examined { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<PortCandidate> Candidates => _candidates;

    public void Add(Candidate candidate, PortCandidateVerdict verdict, string? owner = null)
    {
        Examined++;
        // What was given is worth more than the hundredth that was not.
        if (_candidates.Count >= Kept && verdict != PortCandidateVerdict.Given) return;
        _candidates.Add(new PortCandidate(candidate.Port, candidate.Origin, verdict, owner));
    }
}
