using System.Runtime.InteropServices;
using System.Text;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// Reports changes of a folder's files through inotify. A watch nearly doubles what a short write costs its writer, so nothing is watched for a moment after
/// a report; what was written meanwhile shows in the lengths of the files. A service that writes all the time pays for one write in ten milliseconds.
/// Thread-safe.
/// </summary>
internal sealed class LinuxFolderEvents : IDisposable
{
    private const uint Folder =
        InotifyCalls.MovedTo | InotifyCalls.Create | InotifyCalls.DeleteSelf | InotifyCalls.MoveSelf | InotifyCalls.OnlyFolders;

    private const int HeaderSize = 16;
    private const int BufferSize = 16 * 1024;
    private const int StackSize = 256 * 1024;

    // With thousands of files, looking at their lengths takes at most one part in so many of the time.
    private const int RestPerLook = 20;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(10);

    private readonly object _closing = new();
    private readonly int _descriptor;
    private readonly string _folder;
    private readonly WatchedFiles? _files;
    private readonly Action<string?> _changed;
    private int _watch;
    private bool _isClosed;
    private TimeSpan _rest = ShortestRest;

    private LinuxFolderEvents(int descriptor, string folder, WatchedFiles? files, Action<string?> changed) =>
        (_descriptor, _folder, _files, _changed) = (descriptor, folder, files, changed);

    /// <summary>Begins; null when the folder went away, or the system has no watches left.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The files whose growth counts; null for what is made in the folder only.</param>
    /// <param name="changed">Takes the name of what has changed, or null when anything may have.</param>
    public static LinuxFolderEvents? TryWatch(string folder, WatchedFiles? files, Action<string?> changed)
    {
        var descriptor = InotifyCalls.Create1(InotifyCalls.CloseOnExec);
        if (descriptor < 0) return null;
        var events = new LinuxFolderEvents(descriptor, folder, files, changed);
        events._watch = InotifyCalls.Add(descriptor, folder, files is null ? Folder : Folder | InotifyCalls.Modify);
        if (events._watch < 0)
        {
            _ = LinuxCalls.Close(descriptor);
            return null;
        }

        new Thread(events.Report, StackSize) { IsBackground = true, Name = "log changes" }.Start();
        return events;
    }

    public void Dispose()
    {
        lock (_closing)
        {
            // The end of the watch is an event, too: it ends the thread.
            if (!_isClosed) _ = InotifyCalls.Remove(_descriptor, _watch);
        }
    }

    private unsafe void Report()
    {
        var buffer = new byte[BufferSize];
        var open = true;
        while (open)
        {
            nint read;
            fixed (byte* start = buffer) read = InotifyCalls.Read(_descriptor, start, BufferSize);
            if (read < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted) continue;
            open = read > 0 && Report(buffer.AsSpan(0, (int)read));
            if (open && _files is not null) Rest(_files);
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
        while (events.Length >= HeaderSize)
        {
            var mask = MemoryMarshal.Read<uint>(events[4..]);
            var length = MemoryMarshal.Read<int>(events[12..]);
            var name = events.Slice(HeaderSize, length).TrimEnd((byte)0);
            events = events[(HeaderSize + length)..];
            // Without a name it is about the folder, or more happened than the system keeps.
            var file = name.IsEmpty || (mask & InotifyCalls.Ignored) != 0 ? null : Encoding.UTF8.GetString(name);
            if (file is not null) _files?.HasGrown(file);
            _changed(file);
            if ((mask & InotifyCalls.Ignored) != 0) return false;
        }

        return true;
    }

    private void Rest(WatchedFiles files)
    {
        Watch(Folder);
        Thread.Sleep(_rest);
        // Watched again before it looks, so that nothing falls between the two.
        Watch(Folder | InotifyCalls.Modify);
        var started = TimeProvider.System.GetTimestamp();
        foreach (var file in files.Names)
        {
            if (files.HasGrown(file)) _changed(file);
        }

        var look = TimeProvider.System.GetElapsedTime(started) * RestPerLook;
        _rest = look > ShortestRest ? look : ShortestRest;
    }

    private void Watch(uint mask)
    {
        lock (_closing) _ = InotifyCalls.Add(_descriptor, _folder, mask);
    }
}
