using System.Globalization;

namespace PortOrchestrator.Probes;

// Turns whatever an attempt does into a timed result.
internal abstract class TimedProbe(string subject, ProbePace pace, TimeProvider clock) : IPacedProbe
{
    public ProbePace Pace { get; } = pace;

    protected string Subject { get; } = subject;

    protected TimeProvider Clock { get; } = clock;

    public async Task<ProbeResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        var started = Clock.GetTimestamp();
        ProbeResult result;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = await AttemptAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            result = Failure($"{WhenSilent} within {DurationText.Format(Clock.GetElapsedTime(started))}");
        }
        catch (Exception e)
        {
            result = Failure(e.Message);
        }

        return result with { Elapsed = Clock.GetElapsedTime(started) };
    }

    protected virtual string WhenSilent => "no answer";

    protected abstract Task<ProbeResult> AttemptAsync(CancellationToken cancellationToken);

    protected static ProbeResult Success(string? warning = null) => new() { Success = true, Warning = warning };

    protected ProbeResult Failure(FormattableString what) => Failure(what.ToString(CultureInfo.InvariantCulture));

    protected ProbeResult Failure(string what) => new() { Success = false, Reason = $"{Subject}: {what}" };
}
