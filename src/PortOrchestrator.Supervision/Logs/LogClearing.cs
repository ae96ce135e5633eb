using Microsoft.Extensions.Logging.Abstractions;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Empties a service's log by hand.</summary>
internal static class LogClearing
{
    /// <summary>Drops everything that the log has now.</summary>
    /// <param name="service">The instance's name, for messages.</param>
    /// <param name="path">The live file; it need not exist.</param>
    /// <param name="errorPath">That of standard error, where it is kept apart.</param>
    /// <param name="keeper">Who looks after the log; null when nobody does.</param>
    /// <param name="cancellationToken">Ends the wait; what was begun goes on.</param>
    /// <returns>How many bytes were dropped.</returns>
    /// <exception cref="PortOrchestratorException">The log cannot be changed (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public static async Task<long> ClearAsync(string service, string path, string? errorPath, LogKeeper? keeper, CancellationToken cancellationToken)
    {
        try
        {
            var dropped = await ClearAsync(path, keeper, cancellationToken).ConfigureAwait(false);
            return errorPath is null ? dropped : dropped + await ClearAsync(errorPath, keeper, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PortOrchestratorException(
                ErrorCode.StateUnavailable, $"The log of '{service}' cannot be cleared: {e.Message} Look at the permissions and the disk of '{Path.GetDirectoryName(path)}'.", e);
        }
    }

    /// <summary>Drops what a log has that nobody keeps.</summary>
    public static long Clear(string path) => new LogRotator(path, new LogDefinition(), NullLogger.Instance).Empty(long.MaxValue);

    private static Task<long> ClearAsync(string path, LogKeeper? keeper, CancellationToken cancellationToken) =>
        (keeper?.ClearAsync(path) ?? Task.Run(() => Clear(path), CancellationToken.None)).WaitAsync(cancellationToken);
}
