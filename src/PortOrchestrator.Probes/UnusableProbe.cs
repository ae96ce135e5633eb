namespace PortOrchestrator.Probes;

// A check that cannot be made as it is written fails every time, with the reason, like any other failed check.
internal sealed class UnusableProbe(string subject, string why, TimeProvider clock) : TimedProbe(subject, ProbePace.Costly, clock)
{
    protected override Task<ProbeResult> AttemptAsync(CancellationToken cancellationToken) => Task.FromResult(Failure(why));
}
