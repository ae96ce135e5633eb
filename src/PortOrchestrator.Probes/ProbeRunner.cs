using System.Runtime.CompilerServices;
using PortOrchestrator.Probes.Schedule;

namespace PortOrchestrator.Probes;

/// <summary>Repeats a probe on its schedule.</summary>
public static class ProbeRunner
{
    /// <summary>
    /// Repeats a probe until cancelled. While it has not been healthy yet, extra attempts sit between the configured ones:
    /// the first at once, then every max(10 ms, 5 % of the time waited) for tcp and http, max(50 ms, 10 %) for the others,
    /// which also wait for the initial delay. Attempts never overlap; an extra failure counts for nothing, and there are no extra
    /// attempts when more than one success is asked for. An <see cref="IPacedProbe"/> may set a pace of its own, and an
    /// <see cref="ISignalledProbe"/> ask for an extra attempt at once.
    /// </summary>
    /// <param name="probe">The probe; the caller disposes it.</param>
    /// <param name="definition">Its times and thresholds.</param>
    /// <param name="steadyPeriod">The period once it has been healthy; the configured period when null.</param>
    /// <param name="timeProvider">The clock; the system's when null.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>A report for every attempt whose result counts or changes the health.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled; thrown while enumerating.</exception>
    public static IAsyncEnumerable<HealthReport> RunAsync(
        IProbe probe,
        ProbeDefinition definition,
        TimeSpan? steadyPeriod = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(definition);
        return IterateAsync(probe, definition, steadyPeriod, timeProvider ?? TimeProvider.System, cancellationToken);
    }

    private static async IAsyncEnumerable<HealthReport> IterateAsync(
        IProbe probe,
        ProbeDefinition definition,
        TimeSpan? steadyPeriod,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var schedule = new ProbeSchedule(definition, () => (probe as IPacedProbe)?.Pace ?? ProbePace.Costly, steadyPeriod);
        var tracker = new HealthTracker(definition);
        var start = clock.GetTimestamp();
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task? sign = null;
        while (true)
        {
            var attempt = schedule.Next();
            if (schedule.TakesExtras && probe is ISignalledProbe signalled)
            {
                sign ??= signalled.WaitForSignAsync(starting.Token);
                if (await ComesBeforeAsync(sign, attempt.At, start, clock, cancellationToken).ConfigureAwait(false))
                    (attempt, sign) = (schedule.AtSign(clock.GetElapsedTime(start)), null);
            }
            else await WaitUntilAsync(attempt.At, start, clock, cancellationToken).ConfigureAwait(false);
            var started = clock.GetElapsedTime(start);
            var result = await CheckOnceAsync(probe, attempt.Timeout, clock, cancellationToken).ConfigureAwait(false);
            var report = tracker.Count(result, attempt.Extra);
            schedule.Finished(attempt, started, clock.GetElapsedTime(start), report?.Health == ServiceHealth.Healthy);
            // Nobody waits any more for a sign that never came.
            if (!schedule.TakesExtras) await starting.CancelAsync().ConfigureAwait(false);
            if (report is not null) yield return report;
        }
    }

    private static async Task WaitUntilAsync(TimeSpan at, long start, TimeProvider clock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (at - clock.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            // Timers count in whole milliseconds and would fire too early.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> ComesBeforeAsync(Task sign, TimeSpan at, long start, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = WaitUntilAsync(at, start, clock, over.Token);
        var first = await Task.WhenAny(sign, waiting).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await first.ConfigureAwait(false);
        return first == sign;
    }

    /// <summary>Makes one attempt that ends at a timeout.</summary>
    /// <param name="probe">The probe; the caller disposes it.</param>
    /// <param name="timeout">How long the attempt may take.</param>
    /// <param name="timeProvider">The clock; the system's when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The result; no answer in time, and whatever else goes wrong, is a failed check.</returns>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static async Task<ProbeResult> CheckOnceAsync(
        IProbe probe, TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(probe);
        var clock = timeProvider ?? TimeProvider.System;
        var started = clock.GetTimestamp();
        using var timer = new CancellationTokenSource(timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        ProbeResult result;
        try
        {
            result = await probe.CheckAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            result = Failed($"no answer within {DurationText.Format(timeout)}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            result = Failed(e.Message);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return result;

        ProbeResult Failed(string reason) => new() { Success = false, Reason = reason, Elapsed = clock.GetElapsedTime(started) };
    }
}
