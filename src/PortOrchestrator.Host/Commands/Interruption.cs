using System.Runtime.InteropServices;
using PortOrchestrator.Host.Commands.Sessions;

namespace PortOrchestrator.Host.Commands;

/// <summary>Cancels a command on Ctrl-C or SIGTERM; a second one ends the process as the system does.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly IReadOnlyList<IDisposable> _registrations;

    public Interruption(ISignalSource signals) =>
        _registrations = [signals.Register(PosixSignal.SIGINT, Handle), signals.Register(PosixSignal.SIGTERM, Handle)];

    public CancellationToken Token => _source.Token;

    /// <summary>Leaves signals to a command that has its own meaning for them.</summary>
    public void StandBack()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    public void Dispose()
    {
        StandBack();
        _source.Dispose();
    }

    private bool Handle()
    {
        if (_source.IsCancellationRequested) return false;
        _source.Cancel();
        return true;
    }
}
