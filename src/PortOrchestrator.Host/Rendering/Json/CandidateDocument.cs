namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record CandidateDocument(int Port, string Origin, string Verdict, string? Owner)
{
    public static IReadOnlyList<CandidateDocument> From(IReadOnlyList<PortCandidate> candidates) =>
        [.. candidates.Select(c => new CandidateDocument(c.Port, Words.Of(c.Origin), Words.Of(c.Verdict), c.Owner))];
}
