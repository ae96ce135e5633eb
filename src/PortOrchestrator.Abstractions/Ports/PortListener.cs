using System.Net.Sockets;

namespace PortOrchestrator.Ports;

/// <summary>
/// An allocation together with the open socket that listens on it, so that nobody can take the port in between. Disposing it closes the
/// socket and gives a lease back. Not thread-safe.
/// </summary>
public sealed class PortListener : IAsyncDisposable
{
    private readonly Func<ValueTask>? _release;

    /// <summary>Creates the pair.</summary>
    /// <param name="result">The decision.</param>
    /// <param name="socket">The listening socket; null when there is none.</param>
    /// <param name="release">Gives the allocation back; null when it stays.</param>
    public PortListener(PortAllocationResult result, Socket? socket, Func<ValueTask>? release = null) =>
        (Result, Socket, _release) = (result, socket, release);

    /// <summary>The decision, with the reason when there is no socket.</summary>
    public PortAllocationResult Result { get; }

    /// <summary>The socket, bound and listening; null when the port could not be had. The receiver may take it over; disposing it twice does no harm.</summary>
    public Socket? Socket { get; }

    /// <summary>The port; 0 without a socket.</summary>
    public int Port => Socket is null ? 0 : Result.Allocation?.Port ?? 0;

    /// <summary>Whether there is a socket.</summary>
    public bool Succeeded => Socket is not null;

    /// <summary>Closes the socket and gives the allocation back unless it is <see cref="PortPersistence.Stable"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        Socket?.Dispose();
        if (_release is not null) await _release().ConfigureAwait(false);
    }
}
