using System.Runtime.InteropServices;
using System.Text;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// Reports changes of a folder's files through inotify. It rests after every report: meanwhile the system makes one of all equal events that follow each
/// other, so that a service that writes without a pause wakes it a hundred times a second, not a million times. Thread-safe.
/// </summary>
internal sealed partial class LinuxFolderEvents : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const uint Modified = 0x2;
    private const uint MovedTo = 0x80;
    private const uint Created = 0x100;
    private const uint DeletedSelf = 0x400;
    private const uint MovedSelf = 0x800;
    private const uint Ignored = 0x8000;
    private const uint OnlyFolder = 0x1000000;
    private const int HeaderSize = 16;
    private const int BufferSize = 16 * 1024;
    private const int StackSize = 256 * 1024;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(10);

    private readonly object _closing = new();
    private readonly int _descriptor;
    private readonly int _watch;
    private readonly Action<string?> _changed;
    private bool _isClosed;

    private LinuxFolderEvents(int descriptor, int watch, Action<string?> changed) => (_descriptor, _watch, _changed) = (descriptor, watch, changed);

    /// <summary>Begins; null when the folder went away, or the system has no watches left.</summary>
    public static LinuxFolderEvents? TryWatch(string folder, Action<string?> changed)
    {
        var descriptor = Initialize(CloseOnExec);
        if (descriptor < 0) return null;
        var watch = AddWatch(descriptor, folder, Modified | MovedTo | Created | DeletedSelf | MovedSelf | OnlyFolder);
        if (watch < 0)
        {
            _ = LinuxCalls.Close(descriptor);
            return null;
        }

        var events = new LinuxFolderEvents(descriptor, watch, changed);
        new Thread(events.Report, StackSize) { IsBackground = true, Name = "log changes" }.Start();
        return events;
    }

    public void Dispose()
    {
        lock (_closing)
        {
            // The end of the watch is an event, too: it ends the thread.
            if (!_isClosed) _ = RemoveWatch(_descriptor, _watch);
        }
    }

    private unsafe void Report()
    {
        var buffer = new byte[BufferSize];
        var open = true;
        while (open)
        {
            nint read;
            fixed (byte* start = buffer) read = ReadEvents(_descriptor, start, BufferSize);
            if (read < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted) continue;
            open = read > 0 && Report(buffer.AsSpan(0, (int)read));
            if (open) Thread.Sleep(Rest);
        }

        lock (_closing)
        {
            _isClosed = true;
            _ = LinuxCalls.Close(_descriptor);
        }
    }

    // Returns whether the watch goes on.
    private bool Report(ReadOnlySpan<byte> events)
    {
        ReadOnlySpan<byte> last = [];
        while (events.Length >= HeaderSize)
        {
            var mask = MemoryMarshal.Read<uint>(events[4..]);
            var length = MemoryMarshal.Read<int>(events[12..]);
            var name = events.Slice(HeaderSize, length).TrimEnd((byte)0);
            if ((mask & Ignored) != 0)
            {
                _changed(null);
                return false;
            }

            // Without a name it is about the folder, or more happened than the system keeps.
            if (name.IsEmpty) _changed(null);
            else if (!name.SequenceEqual(last)) _changed(Encoding.UTF8.GetString(name));
            last = name;
            events = events[(HeaderSize + length)..];
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial int Initialize(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddWatch(int descriptor, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    private static partial int RemoveWatch(int descriptor, int watch);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint ReadEvents(int descriptor, byte* buffer, nint size);
}
