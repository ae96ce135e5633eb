using System.Runtime.InteropServices;

namespace PortOrchestrator.Host.Commands.Sessions;

/// <summary>Signals of this process; a seam for tests.</summary>
internal interface ISignalSource
{
    /// <summary>Handles a signal instead of the system, until disposed.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="handler">Called for each one; returns whether the signal is dealt with. Otherwise the system's default follows.</param>
    IDisposable Register(PosixSignal signal, Func<bool> handler);
}
