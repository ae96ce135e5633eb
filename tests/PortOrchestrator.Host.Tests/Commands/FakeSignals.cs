using System.Runtime.InteropServices;
using PortOrchestrator.Host.Commands.Sessions;

namespace PortOrchestrator.Host.Tests.Commands;

/// <summary>Signals that a test raises.</summary>
internal sealed class FakeSignals : ISignalSource
{
    private readonly List<(PosixSignal Signal, Func<bool> Handler)> _handlers = [];

    public IDisposable Register(PosixSignal signal, Func<bool> handler)
    {
        var entry = (signal, handler);
        lock (_handlers) _handlers.Add(entry);
        return new Registration(() =>
        {
            lock (_handlers) _handlers.Remove(entry);
        });
    }

    /// <summary>Calls the handlers, and tells whether one dealt with the signal.</summary>
    public bool Raise(PosixSignal signal)
    {
        Func<bool>[] handlers;
        lock (_handlers) handlers = [.. _handlers.Where(h => h.Signal == signal).Select(h => h.Handler)];
        return handlers.Select(h => h()).ToList().Contains(true);
    }

    private sealed class Registration(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
