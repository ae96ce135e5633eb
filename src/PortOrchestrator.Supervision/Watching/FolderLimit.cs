using System.Globalization;

namespace PortOrchestrator.Supervision.Watching;

/// <summary>How many folders one request may still watch, and what stands in the way told once. Owned by the watcher's thread.</summary>
internal sealed class FolderLimit(FileWatchRequest request)
{
    private const string SystemLimit = "/proc/sys/fs/inotify/max_user_watches";

    private int _left = request.Definition.MaxFolders;
    private bool _isTold;

    /// <summary>Takes one; false when all are taken.</summary>
    public bool TryTake(string folder)
    {
        if (_left-- > 0) return true;
        _left = 0;
        Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"only {request.Definition.MaxFolders} folders are watched, '{folder}' and others are not. Exclude folders without sources, or raise the number of folders that 'watch' may have"));
        return false;
    }

    public void GiveBack() => _left++;

    /// <summary>Tells that the system gives no more watches.</summary>
    public void TellFull(string folder)
    {
        var most = ReadLimit() is { } limit ? $" ({limit})" : "";
        Tell($"'{folder}' and others are not watched: the user watches as many folders as the system allows{most}. Raise the limit: sysctl fs.inotify.max_user_watches=524288");
    }

    private static string? ReadLimit()
    {
        try
        {
            return File.ReadAllText(SystemLimit).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Tell(string warning)
    {
        if (_isTold) return;
        _isTold = true;
        request.Warn(warning);
    }
}
