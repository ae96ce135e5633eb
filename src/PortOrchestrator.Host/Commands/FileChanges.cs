using System.Threading.Channels;

namespace PortOrchestrator.Host.Commands;

/// <summary>Waits for a change of one of a few files. Their folders are watched, since editors replace a file rather than write into it.</summary>
internal sealed class FileChanges : IDisposable
{
    /// <summary>How long nothing more must have changed: an editor writes a file in several steps.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly HashSet<string> _files;
    private readonly TimeProvider _time;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public FileChanges(IEnumerable<string> files, TimeProvider time)
    {
        _time = time;
        _files = files.ToHashSet(StringComparer.Ordinal);
        foreach (var folder in _files.Select(f => Path.GetDirectoryName(f)!).Distinct().Where(Directory.Exists))
        {
            var watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Changed += (_, e) => Note(e.FullPath);
            watcher.Created += (_, e) => Note(e.FullPath);
            watcher.Deleted += (_, e) => Note(e.FullPath);
            watcher.Renamed += (_, e) => Note(e.FullPath);
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
    }

    /// <summary>Returns when a file has changed and then none for <see cref="Quiet"/>.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _changes.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        do await Task.Delay(Quiet, _time, cancellationToken).ConfigureAwait(false);
        while (_changes.Reader.TryRead(out _));
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers) watcher.Dispose();
    }

    private void Note(string path)
    {
        if (_files.Contains(path)) _changes.Writer.TryWrite(true);
    }
}
