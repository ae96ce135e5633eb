using System.Collections.Concurrent;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>
/// Tells when a TCP port begins to be listened on. No event of the kernel says so; one look at all listening sockets for everybody who waits
/// is far cheaper than connecting to each of their ports. It looks only while somebody waits. Thread-safe.
/// </summary>
internal sealed class ListenerWatch : IDisposable
{
    // Up to so many ports are asked for by themselves; beyond that it is cheaper to go through everything that listens.
    private const int FewPorts = 12;
    private const double ShareOfTimeWaited = 0.01;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<Wish> _wishes = new();
    private readonly AutoResetEvent _called = new(false);
    private readonly SocketDiagnostics? _sockets = SocketDiagnostics.TryOpen();
    private readonly TimeProvider _clock;
    private readonly List<(int Port, uint Inode)> _listeners = [];
    private volatile bool _disposed;

    public ListenerWatch(TimeProvider clock)
    {
        _clock = clock;
        IsAvailable = _sockets?.TryRead(_listeners) == true;
        // A thread that sleeps wakes once for each look; a timer and the pool's threads would wake each other.
        if (IsAvailable) new Thread(Run) { IsBackground = true, Name = "listeners" }.Start();
        else _sockets?.Dispose();
    }

    /// <summary>Whether the system tells; otherwise nothing is ever told.</summary>
    public bool IsAvailable { get; }

    /// <summary>Waits until a port is listened on by a socket that the caller has not heard of.</summary>
    /// <param name="port">The port.</param>
    /// <param name="known">What the last call returned; 0 at first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A number that stands for the sockets that listen on it.</returns>
    public Task<uint> WaitAsync(int port, uint known, CancellationToken cancellationToken) => AskAsync(port, known, atOnce: false, cancellationToken);

    /// <summary>Looks whether a port is listened on.</summary>
    /// <param name="port">The port.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A number that stands for the sockets that listen on it; 0 when there is none.</returns>
    public Task<uint> LookAsync(int port, CancellationToken cancellationToken) => AskAsync(port, 0, atOnce: true, cancellationToken);

    public void Dispose()
    {
        _disposed = true;
        _called.Set();
    }

    private async Task<uint> AskAsync(int port, uint known, bool atOnce, CancellationToken cancellationToken)
    {
        var wish = new Wish(port, known, atOnce, _clock.GetTimestamp(), new TaskCompletionSource<uint>(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var registration = cancellationToken.Register(() => wish.Answer.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
        if (IsAvailable)
        {
            _wishes.Enqueue(wish);
            _called.Set();
        }

        return await wish.Answer.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        using var sockets = _sockets;
        var waiting = new List<Wish>();
        while (!_disposed)
        {
            while (_wishes.TryDequeue(out var wish)) waiting.Add(wish);
            if (waiting.Count > 0) Look(waiting);
            if (waiting.Count > 0) Thread.Sleep(Pause(waiting));
            else if (_wishes.IsEmpty) _called.WaitOne();
        }
    }

    private void Look(List<Wish> waiting)
    {
        var few = waiting.Count <= FewPorts;
        // A look that fails is made up for by the next; the checks go on meanwhile.
        if (!few && !_sockets!.TryRead(_listeners)) _listeners.Clear();
        waiting.RemoveAll(w => w.Answer.Task.IsCompleted || (few ? _sockets!.Find(w.Port) : Sockets(w.Port)) is var found && w.IsAnsweredBy(found) && w.Answer.TrySetResult(found));
    }

    private uint Sockets(int port)
    {
        var sockets = 0u;
        foreach (var listener in _listeners)
        {
            if (listener.Port == port) sockets ^= listener.Inode;
        }
        return sockets;
    }

    private TimeSpan Pause(List<Wish> waiting)
    {
        var share = _clock.GetElapsedTime(waiting[^1].Since) * ShareOfTimeWaited;
        return share < ShortestPause ? ShortestPause : share > LongestPause ? LongestPause : share;
    }

    private readonly record struct Wish(int Port, uint Known, bool AtOnce, long Since, TaskCompletionSource<uint> Answer)
    {
        public bool IsAnsweredBy(uint found) => AtOnce || (found != 0 && found != Known);
    }
}
