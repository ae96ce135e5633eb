using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Telemetry;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Waits for SQLite's write lock by asking again, so that the caller can give up at any time. Thread-safe.</summary>
internal sealed class LockWait(string path, TimeSpan timeout, TimeProvider time, ILogger logger, RegistryTelemetry? telemetry = null)
{
    /// <summary>How long a statement outside this wait may block inside SQLite.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    // A write takes a fraction of a millisecond, but dozens of processes that ask every millisecond would take the processors from the one that
    // has the lock. SQLite's own waits grow to a tenth of a second each, and whoever waited longest would wait longest again.
    private const int LongestPause = 12;
    private const int AttemptsInPlace = 2;
    private const int AttemptsBeforeWarning = 100;

    // Whoever writes again at once has the lock before any of those who wait for it wakes up.
    private const int LongestCourtesy = 8;
    private static readonly TimeSpan CourtesyAfter = TimeSpan.FromMilliseconds(20);

    // When the lock was last had after a wait; 0 is never.
    private long _waited;

    /// <summary>Tells that somebody wants the lock.</summary>
    /// <returns>What <see cref="Had"/> takes.</returns>
    public long Wanted() => telemetry?.Mark() ?? 0;

    /// <summary>Tells that somebody has the lock.</summary>
    public void Had(long wanted) => telemetry?.Locked(wanted);

    /// <summary>Repeats an attempt until it succeeds.</summary>
    /// <param name="attempt">Tells at once whether it got the lock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RegistryException">The lock was not had in time.</exception>
    public async Task RunAsync(Func<bool> attempt, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (Volatile.Read(ref _waited) is not 0 and var waited && time.GetElapsedTime(waited, started) < CourtesyAfter) Thread.Sleep(Chance(LongestCourtesy));
        for (var attempts = 1; ; attempts++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (attempt())
            {
                if (attempts > 1) Volatile.Write(ref _waited, time.GetTimestamp());
                return;
            }
            if (time.GetElapsedTime(started) >= timeout) throw RegistryFailure.Locked(path, timeout);
            if (attempts == AttemptsBeforeWarning) logger.WaitingForLock(path);
            var pause = Chance(Math.Min(LongestPause, 1 << Math.Min(attempts, 16)));
            // A timer wakes two threads for each attempt; for a few milliseconds it is cheaper to keep the one there is.
            if (attempts <= AttemptsInPlace) Thread.Sleep(pause);
            else await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    // Keeps those who wait from asking in step.
    private static int Chance(int longest) => Random.Shared.Next(1, longest + 1);
}
