using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Telemetry;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Waits for SQLite's write lock in short slices off the caller's thread, so that the caller can give up between two of them.</summary>
internal sealed class LockWait(string path, TimeSpan timeout, TimeProvider time, ILogger logger, RegistryTelemetry? telemetry = null)
{
    /// <summary>How long one attempt may block inside SQLite: the longest that a cancelled caller waits.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    /// <summary>Tells that somebody wants the lock.</summary>
    /// <returns>What <see cref="Had"/> takes.</returns>
    public long Wanted() => telemetry?.Mark() ?? 0;

    /// <summary>Tells that somebody has the lock.</summary>
    public void Had(long wanted) => telemetry?.Locked(wanted);

    /// <summary>Repeats an attempt until it succeeds.</summary>
    /// <param name="attempt">Blocks for at most <see cref="Slice"/> and tells whether it got the lock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RegistryException">The lock was not had in time.</exception>
    public async Task RunAsync(Func<bool> attempt, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempts = 1; ; attempts++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await Task.Run(attempt, CancellationToken.None).ConfigureAwait(false)) return;
            if (time.GetElapsedTime(started) >= timeout) throw RegistryFailure.Locked(path, timeout);
            if (attempts == 20) logger.WaitingForLock(path);
        }
    }
}
