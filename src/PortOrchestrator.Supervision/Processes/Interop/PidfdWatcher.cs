using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>Waits for the ends of any number of processes on one thread, through epoll. Thread-safe.</summary>
internal sealed class PidfdWatcher : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int Batch = 64;
    private const long StopKey = 0;

    private readonly ConcurrentDictionary<long, Entry> _entries = new();
    private readonly int _epoll;
    private readonly int _wake;
    private long _lastKey;
    private int _disposed;

    public PidfdWatcher()
    {
        _epoll = LinuxCalls.EpollCreate(CloseOnExec);
        _wake = LinuxCalls.EventDescriptor(0, CloseOnExec);
        if (_epoll < 0 || _wake < 0) throw new InvalidOperationException($"epoll is not available: {Marshal.GetLastPInvokeErrorMessage()}");
        Add(_wake, StopKey);
        new Thread(Watch) { IsBackground = true, Name = "process exits" }.Start();
    }

    // The kernel packs epoll_event on x86-64 only.
    private static int DataOffset => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private static int EventSize => DataOffset + 8;

    /// <summary>Completes when the pidfd becomes readable, and closes it in every case.</summary>
    public async Task WaitAsync(int pidfd, CancellationToken cancellationToken)
    {
        var key = Interlocked.Increment(ref _lastKey);
        var entry = new Entry(pidfd, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _entries[key] = entry;
        try
        {
            if (Add(pidfd, key) != 0) throw new InvalidOperationException($"epoll refused a process: {Marshal.GetLastPInvokeErrorMessage()}");
            await entry.Ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _entries.TryRemove(key, out _);
            Remove(pidfd);
            _ = LinuxCalls.Close(pidfd);
        }
    }

    public unsafe void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        ulong one = 1;
        _ = LinuxCalls.Write(_wake, &one, sizeof(ulong));
    }

    private unsafe int Add(int descriptor, long key)
    {
        var data = stackalloc byte[16];
        *(uint*)data = LinuxCalls.EpollIn;
        *(long*)(data + DataOffset) = key;
        return LinuxCalls.EpollControl(_epoll, LinuxCalls.EpollAdd, descriptor, data);
    }

    private unsafe void Remove(int descriptor) => _ = LinuxCalls.EpollControl(_epoll, LinuxCalls.EpollRemove, descriptor, null);

    private unsafe void Watch()
    {
        var events = stackalloc byte[Batch * 16];
        while (Volatile.Read(ref _disposed) == 0)
        {
            var count = LinuxCalls.EpollWait(_epoll, events, Batch, -1);
            for (var i = 0; i < count; i++)
            {
                var key = *(long*)(events + (i * EventSize) + DataOffset);
                if (!_entries.TryRemove(key, out var entry)) continue;
                // A pidfd stays readable for ever; left in the set it would wake this thread again and again.
                Remove(entry.Pidfd);
                entry.Ended.TrySetResult();
            }
        }

        foreach (var entry in _entries.Values) entry.Ended.TrySetCanceled();
        _ = LinuxCalls.Close(_wake);
        _ = LinuxCalls.Close(_epoll);
    }

    private sealed record Entry(int Pidfd, TaskCompletionSource Ended);
}
