namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>How the registry came to a port, or to none.</summary>
internal sealed record DecisionDocument(
    string Outcome,
    int? Port,
    int? Wanted,
    AllocationDocument? Allocation,
    IReadOnlyList<CandidateDocument> Candidates,
    int Examined,
    IReadOnlyList<UsageDocument> TopHolders,
    string? Reason,
    string? Warning,
    HolderDocument? Holder)
{
    public static DecisionDocument From(PortAllocationResult r) => new(
        Words.Of(r.Outcome),
        r.Allocation?.Port,
        r.Wanted,
        r.Allocation is { } a ? AllocationDocument.From(a) : null,
        CandidateDocument.From(r.Candidates),
        r.Examined,
        [.. r.TopHolders.Select(u => new UsageDocument(u.Project, u.Checkout, u.Root, u.Count))],
        r.Reason,
        r.Warning,
        HolderDocument.From(r.Holder));
}
