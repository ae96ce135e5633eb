using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Watching;

/// <summary>
/// Watches any number of folders through one inotify queue. One thread owns all of it: it reads the queue, walks new folders, and carries out
/// what other threads ask for. Folders that several watches have in common are watched once.
/// </summary>
internal sealed class InotifyFileWatcher(ILogger logger, TimeProvider time) : IFileWatcher
{
    private readonly ConcurrentQueue<Action> _asked = new();
    private readonly Dictionary<int, List<FolderListener>> _listeners = [];
    private readonly List<InotifyTree> _trees = [];
    private readonly Lazy<InotifyQueue> _queue = new(() => new InotifyQueue());
    private int _started;
    private int _disposed;

    public IDisposable Watch(FileWatchRequest request)
    {
        var limit = new FolderLimit(request);
        var asked = new AskedTime(time);
        var trees = request.Definition.Paths.Select(p => new InotifyTree(this, request, p, limit, asked)).ToList();
        Ask(() => Begin(request, trees));
        return new Ending(() => Ask(() => End(trees)));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && _queue.IsValueCreated) _queue.Value.Wake();
    }

    /// <summary>Watches a folder for one tree. For the watcher's thread.</summary>
    /// <returns>Whether it is watched; the second tells that the system gives no more watches.</returns>
    public (bool IsWatched, bool IsFull) Listen(FolderListener listener)
    {
        var watch = _queue.Value.Add(listener.Folder, out var isFull);
        if (watch < 0) return (false, isFull);
        listener.Watch = watch;
        if (!_listeners.TryGetValue(watch, out var all)) _listeners[watch] = all = [];
        all.Add(listener);
        return (true, false);
    }

    /// <summary>Ends what <see cref="Listen"/> began. For the watcher's thread.</summary>
    public void Forget(FolderListener listener)
    {
        if (!_listeners.TryGetValue(listener.Watch, out var all) || !all.Remove(listener) || all.Count > 0) return;
        _listeners.Remove(listener.Watch);
        _queue.Value.Remove(listener.Watch);
    }

    private void Ask(Action step)
    {
        if (Volatile.Read(ref _disposed) != 0) return;
        _asked.Enqueue(step);
        if (Interlocked.Exchange(ref _started, 1) == 0) new Thread(Work) { IsBackground = true, Name = "file changes" }.Start();
        else _queue.Value.Wake();
    }

    private void Begin(FileWatchRequest request, List<InotifyTree> trees)
    {
        if (_queue.Value.Problem is { } problem)
        {
            request.Warn(problem);
            return;
        }

        _trees.AddRange(trees);
        foreach (var tree in trees) tree.Begin();
    }

    private void End(List<InotifyTree> trees)
    {
        foreach (var tree in trees)
        {
            if (_trees.Remove(tree)) tree.End();
        }
    }

    private void Work()
    {
        while (Volatile.Read(ref _disposed) == 0)
        {
            while (_asked.TryDequeue(out var step)) Attempt(step);
            if (Volatile.Read(ref _disposed) != 0) break;
            foreach (var happened in _queue.Value.Wait()) Attempt(() => Tell(happened));
        }

        _queue.Value.Dispose();
    }

    private void Tell(FolderEvent happened)
    {
        if (happened.Has(InotifyCalls.Overflow))
        {
            Log.ChangesLost(logger);
            foreach (var tree in _trees) tree.LookAgain();
        }
        else if (_listeners.TryGetValue(happened.Watch, out var listeners))
        {
            // The system has dropped the watch together with the folder.
            if (happened.Has(InotifyCalls.Ignored)) _listeners.Remove(happened.Watch);
            foreach (var listener in listeners.ToArray()) listener.Tree.Hear(listener, happened);
        }
    }

    // Whatever goes wrong with one watch, such as a callback that throws, must not end all others.
    private void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            Log.WatchFailed(logger, e.ToString());
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
