using System.Runtime.InteropServices;
using PortOrchestrator.Host.Commands.Sessions;

namespace PortOrchestrator.Host.Commands;

/// <summary>How the user asks a foreground start to end. The first request counts; a further Ctrl-C forces.</summary>
internal sealed class ForegroundEnding : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly TaskCompletionSource _forced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<IDisposable> _registrations;
    private int _requests;
    private volatile bool _detached;

    public ForegroundEnding(ISignalSource signals) => _registrations =
    [
        signals.Register(PosixSignal.SIGINT, () => Request(detach: false, canForce: true)),
        signals.Register(PosixSignal.SIGTERM, () => Request(detach: false, canForce: true)),
        signals.Register(PosixSignal.SIGHUP, () => Request(detach: false, canForce: false)),
        signals.Register(PosixSignal.SIGQUIT, () => Request(detach: true, canForce: false)),
    ];

    /// <summary>Cancelled by the first request.</summary>
    public CancellationToken Token => _requested.Token;

    /// <summary>Whether the services are to go on.</summary>
    public bool Detached => _detached;

    /// <summary>Completes at the second Ctrl-C.</summary>
    public Task Forced => _forced.Task;

    /// <summary>Asks for a stop because nobody reads the output any more.</summary>
    public void HangUp() => Request(detach: false, canForce: false);

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _requested.Dispose();
    }

    private bool Request(bool detach, bool canForce)
    {
        if (Interlocked.Increment(ref _requests) == 1)
        {
            _detached = detach;
            _requested.Cancel();
        }
        else if (canForce)
        {
            _forced.TrySetResult();
        }

        return true;
    }
}
