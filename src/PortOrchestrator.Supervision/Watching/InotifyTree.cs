using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Watching;

/// <summary>
/// One watched path: a folder with all below it, a single file, or what is not there yet. A file is watched through its folder, since editors
/// replace it rather than write into it; what is not there through the nearest folder that is. Owned by the watcher's thread.
/// </summary>
internal sealed class InotifyTree(InotifyFileWatcher owner, FileWatchRequest request, WatchedPath path, FolderLimit limit, AskedTime asked)
{
    private static readonly EnumerationOptions OneLevel = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private readonly TreeFilter _filter = new(path, request.Definition.DefaultExcludes, request.Except);
    private readonly string _root = Path.TrimEndingDirectorySeparator(path.Path);
    private readonly Dictionary<string, FolderListener> _folders = new(StringComparer.Ordinal);
    private FolderListener? _anchor;
    private string _awaited = "";
    private bool _begins;

    public void Begin()
    {
        _begins = true;
        Settle(isNew: false);
        _begins = false;
    }

    public void End()
    {
        foreach (var folder in _folders.Values) owner.Forget(folder);
        for (var count = _folders.Count; count > 0; count--) limit.GiveBack();
        _folders.Clear();
        LeaveAnchor();
    }

    /// <summary>Anything may have changed.</summary>
    public void LookAgain()
    {
        End();
        Settle(isNew: false);
        request.Changed(null);
    }

    public void Hear(FolderListener listener, FolderEvent happened)
    {
        if (listener == _anchor) HearAnchor(happened);
        else if (!_folders.TryGetValue(listener.Folder, out var known) || known != listener) return;
        else if (happened.Name.Length > 0) HearFolder(Path.Join(listener.Folder, happened.Name), happened);
        else if (listener.Folder == _root) LeaveRoot();
        else if (happened.Has(InotifyCalls.Ignored)) Drop(listener.Folder);
    }

    private void HearFolder(string full, FolderEvent happened)
    {
        var relative = Relative(full);
        if (!happened.IsFolder)
        {
            if (_filter.Counts(relative)) request.Changed(full);
        }
        else if (!_filter.Descends(relative))
        {
            // Neither it nor what is in it counts.
        }
        else if (happened.Has(InotifyCalls.Create | InotifyCalls.MovedTo))
        {
            Add(full, isNew: true);
        }
        else if (happened.Has(InotifyCalls.Delete | InotifyCalls.MovedFrom) && Drop(full) && happened.Has(InotifyCalls.MovedFrom))
        {
            // What was deleted was told of file by file.
            request.Changed(full);
        }
    }

    private void HearAnchor(FolderEvent happened)
    {
        if (happened.Name.Length == 0)
        {
            Settle(isNew: true);
        }
        else if (happened.Name == _awaited)
        {
            var isRoot = Path.Join(_anchor!.Folder, _awaited) == _root;
            if (!isRoot || happened.IsFolder) Settle(isNew: true);
            else request.Changed(_root);
        }
    }

    private void LeaveRoot()
    {
        End();
        Settle(isNew: true);
        request.Changed(_root);
    }

    /// <summary>Watches what is there of the path now.</summary>
    /// <param name="isNew">Whether what is found was not there before, and so has changed.</param>
    private void Settle(bool isNew)
    {
        LeaveAnchor();
        // What appears between the look and the watch is found by looking once more.
        while (!Directory.Exists(_root))
        {
            var (folder, name) = NearestParent();
            LeaveAnchor();
            (_anchor, _awaited) = (new FolderListener(this, folder), name);
            var (isWatched, isFull) = owner.Listen(_anchor);
            if (!isWatched) _anchor = null;
            if (NearestParent() != (folder, name)) continue;
            if (isFull) limit.TellFull(folder);
            else if (!isWatched) request.Warn($"'{folder}' cannot be watched; is it readable?");
            if ((isNew || IsWrittenMeanwhile(_root)) && File.Exists(_root)) request.Changed(_root);
            if (!Directory.Exists(_root)) return;
        }

        LeaveAnchor();
        Add(_root, isNew);
        if (!_folders.ContainsKey(_root) && !Directory.Exists(_root)) Settle(isNew);
    }

    private (string Folder, string Name) NearestParent()
    {
        var (folder, name) = (Path.GetDirectoryName(_root) ?? "/", Path.GetFileName(_root));
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent) (folder, name) = (parent, Path.GetFileName(folder));
        return (folder, name);
    }

    private void Add(string start, bool isNew)
    {
        var open = new Stack<string>([start]);
        while (open.TryPop(out var folder))
        {
            if (_folders.ContainsKey(folder)) continue;
            if (!limit.TryTake(folder)) return;
            var listener = new FolderListener(this, folder);
            var (isWatched, isFull) = owner.Listen(listener);
            if (!isWatched)
            {
                limit.GiveBack();
                if (isFull) limit.TellFull(folder);
                else if (folder == _root && Directory.Exists(_root)) request.Warn($"'{folder}' cannot be watched; is it readable?");
                if (isFull) return;
                continue;
            }

            // Watched first and then looked into, so that nothing falls between.
            _folders[folder] = listener;
            Look(folder, isNew, open);
        }
    }

    private void Look(string folder, bool isNew, Stack<string> open)
    {
        try
        {
            foreach (var below in Directory.EnumerateDirectories(folder, "*", OneLevel))
            {
                if (_filter.Descends(Relative(below))) open.Push(below);
            }

            if (!isNew && !_begins) return;
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                if (_filter.Counts(Relative(file)) && (isNew || IsWrittenMeanwhile(file))) request.Changed(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It went away or may not be read; its own watch tells when that changes.
        }
    }

    // Between the request and the watch, which may be a while for a large tree.
    private bool IsWrittenMeanwhile(string file) => _begins && asked.IsBefore(file);

    private string Relative(string full) => full[(_root.Length + (_root == "/" ? 0 : 1))..];

    // True if it was watched.
    private bool Drop(string folder)
    {
        var below = folder + "/";
        var gone = _folders.Where(f => f.Key == folder || f.Key.StartsWith(below, StringComparison.Ordinal)).Select(f => f.Value).ToList();
        foreach (var listener in gone)
        {
            _folders.Remove(listener.Folder);
            limit.GiveBack();
            owner.Forget(listener);
        }

        return gone.Count > 0;
    }

    private void LeaveAnchor()
    {
        if (_anchor is not null) owner.Forget(_anchor);
        _anchor = null;
    }
}
