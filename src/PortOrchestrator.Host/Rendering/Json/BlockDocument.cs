namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>How the registry came to a block of ports.</summary>
internal sealed record BlockDocument(
    string Outcome,
    IReadOnlyList<int> Ports,
    int? Offset,
    IReadOnlyList<AllocationDocument> Allocations,
    IReadOnlyList<CandidateDocument> Candidates,
    string? Reason,
    HolderDocument? Holder)
{
    public static BlockDocument From(PortBlockResult r) => new(
        Words.Of(r.Outcome),
        [.. r.Allocations.Select(a => a.Port)],
        r.Offset,
        [.. r.Allocations.Select(AllocationDocument.From)],
        CandidateDocument.From(r.Candidates),
        r.Reason,
        HolderDocument.From(r.Holder));
}
