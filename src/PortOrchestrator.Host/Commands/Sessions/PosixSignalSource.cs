using System.Runtime.InteropServices;

namespace PortOrchestrator.Host.Commands.Sessions;

internal sealed class PosixSignalSource : ISignalSource
{
    public IDisposable Register(PosixSignal signal, Func<bool> handler) =>
        PosixSignalRegistration.Create(signal, context => context.Cancel = handler());
}
