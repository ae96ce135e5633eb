using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Watching;

/// <summary>One inotify queue, and a way to wake whoever waits for it. Only <see cref="Wake"/> is for any thread.</summary>
internal sealed unsafe class InotifyQueue : IDisposable
{
    private const int HeaderSize = 16;
    private const int NoSpace = 28;
    private const int TooManyFiles = 24;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly int _inotify;
    private readonly int _waking;
    private readonly SafeFileHandle _wake;

    public InotifyQueue()
    {
        _inotify = InotifyCalls.Create1(InotifyCalls.CloseOnExec);
        if (_inotify < 0) Problem = ProblemOf(Marshal.GetLastPInvokeError());
        _waking = LinuxCalls.EventDescriptor(0, InotifyCalls.CloseOnExec);
        _wake = new SafeFileHandle(_waking, ownsHandle: true);
    }

    /// <summary>Why nothing can be watched; null when it can.</summary>
    public string? Problem { get; }

    /// <summary>Watches a folder; one that is watched already keeps its number.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isFull">Whether it failed because the system gives no more watches.</param>
    /// <returns>The number of the watch; negative when there is no such folder, or it cannot be watched.</returns>
    public int Add(string folder, out bool isFull)
    {
        var watch = _inotify < 0 ? -1 : InotifyCalls.Add(_inotify, folder, InotifyCalls.Everything);
        isFull = watch < 0 && _inotify >= 0 && Marshal.GetLastPInvokeError() == NoSpace;
        return watch;
    }

    public void Remove(int watch) => _ = InotifyCalls.Remove(_inotify, watch);

    public void Wake()
    {
        ulong one = 1;
        try
        {
            _ = InotifyCalls.Write(_wake, (byte*)&one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    /// <summary>Waits until something happened or <see cref="Wake"/> was called.</summary>
    public List<FolderEvent> Wait()
    {
        var entries = stackalloc InotifyCalls.PollEntry[2];
        entries[0] = new InotifyCalls.PollEntry { Descriptor = _waking, Wanted = InotifyCalls.PollIn };
        entries[1] = new InotifyCalls.PollEntry { Descriptor = _inotify, Wanted = InotifyCalls.PollIn };
        var events = new List<FolderEvent>();
        if (InotifyCalls.Poll(entries, 2, -1) <= 0) return events;
        ulong count;
        if (entries[0].Got != 0) _ = InotifyCalls.Read(_waking, (byte*)&count, sizeof(ulong));
        if (entries[1].Got != 0) Read(events);
        return events;
    }

    public void Dispose()
    {
        if (_inotify >= 0) _ = LinuxCalls.Close(_inotify);
        _wake.Dispose();
    }

    private void Read(List<FolderEvent> events)
    {
        fixed (byte* start = _buffer)
        {
            var length = InotifyCalls.Read(_inotify, start, _buffer.Length);
            for (nint at = 0; at + HeaderSize <= length;)
            {
                var size = *(int*)(start + at + 12);
                var name = new ReadOnlySpan<byte>(start + at + HeaderSize, size);
                var end = name.IndexOf((byte)0);
                events.Add(new FolderEvent(*(int*)(start + at), *(uint*)(start + at + 4), Encoding.UTF8.GetString(end < 0 ? name : name[..end])));
                at += HeaderSize + size;
            }
        }
    }

    private static string ProblemOf(int error) => error == TooManyFiles
        ? "files are not watched: the user has as many inotify queues as the system gives. Close programs that watch files, or raise the limit: sysctl fs.inotify.max_user_instances=512"
        : $"files are not watched: inotify is not available ({Marshal.GetPInvokeErrorMessage(error)})";
}
