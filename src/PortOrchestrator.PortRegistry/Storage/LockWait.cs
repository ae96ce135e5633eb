using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Telemetry;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Waits for SQLite's write lock by asking again, without a thread, so that the caller can give up at any time.</summary>
internal sealed class LockWait(string path, TimeSpan timeout, TimeProvider time, ILogger logger, RegistryTelemetry? telemetry = null)
{
    /// <summary>How long a statement outside this wait may block inside SQLite.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    // A write takes a fraction of a millisecond. SQLite's own waits grow to a tenth of a second each, and whoever waited longest would wait longest again.
    private const int LongestPauseMilliseconds = 3;
    private const int AttemptsBeforeWarning = 500;

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
        for (var attempts = 1; ; attempts++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (attempt()) return;
            if (time.GetElapsedTime(started) >= timeout) throw RegistryFailure.Locked(path, timeout);
            if (attempts == AttemptsBeforeWarning) logger.WaitingForLock(path);
            // Chance keeps those who wait from asking in step.
            await Task.Delay(Random.Shared.Next(1, LongestPauseMilliseconds + 1), cancellationToken).ConfigureAwait(false);
        }
    }
}
