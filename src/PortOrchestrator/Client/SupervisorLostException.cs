namespace PortOrchestrator.Client;

/// <summary>A supervisor that was there has ended before it answered. Asking again meets its successor, or nobody.</summary>
internal sealed class SupervisorLostException(string message, Exception? inner = null)
    : PortOrchestratorException(ErrorCode.SupervisorUnavailable, message, inner)
{
    private const int Attempts = 4;

    /// <summary>Asks again when the supervisor ends between the question and the answer, as an idle one may at any time.</summary>
    /// <param name="ask">Connects and asks; made so that asking twice does no harm.</param>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (SupervisorLostException) when (attempt < Attempts)
            {
                // Nothing to wait for: its lock and its socket are gone, or about to be.
            }
        }
    }
}
