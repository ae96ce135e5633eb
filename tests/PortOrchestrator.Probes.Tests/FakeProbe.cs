using Microsoft.Extensions.Time.Testing;

namespace PortOrchestrator.Probes.Tests;

// Notes when it was asked and how long it could have taken.
internal sealed class FakeProbe(FakeTimeProvider clock, Func<int, bool> answer, ProbePace? pace = null) : IPacedProbe
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();

    public ProbePace Pace { get; } = pace ?? ProbePace.Network;

    public List<double> Attempts { get; } = [];

    public Task<ProbeResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        Attempts.Add((clock.GetUtcNow() - _start).TotalMilliseconds);
        var success = answer((int)Attempts[^1]);
        return Task.FromResult(new ProbeResult { Success = success, Reason = success ? null : "no" });
    }
}
