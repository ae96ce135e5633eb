using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>Tells of changes that the test makes up, to those watches whose folders they are in.</summary>
internal sealed class FakeFileWatcher : IFileWatcher
{
    private readonly object _gate = new();
    private readonly List<FileWatchRequest> _open = [];

    /// <summary>The watches that are open.</summary>
    public IReadOnlyList<FileWatchRequest> Open
    {
        get
        {
            lock (_gate) return [.. _open];
        }
    }

    public IDisposable Watch(FileWatchRequest request)
    {
        lock (_gate) _open.Add(request);
        return new Ending(this, request);
    }

    /// <summary>A file has changed; null for more than can be told.</summary>
    public void Change(string? path)
    {
        foreach (var request in Open)
        {
            if (path is null || request.Definition.Paths.Any(p => path == p.Path || path.StartsWith(p.Path + "/", StringComparison.Ordinal))) request.Changed(path);
        }
    }

    public bool Watches(string path) => Open.Any(r => r.Definition.Paths.Any(p => p.Path == path));

    public void Dispose()
    {
    }

    private sealed class Ending(FakeFileWatcher owner, FileWatchRequest request) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate) owner._open.Remove(request);
        }
    }
}
