using System.Globalization;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Drops archives when a disk has little space left. For one caller.</summary>
/// <param name="least">How many bytes must stay free; 0 for none.</param>
/// <param name="time">The clock.</param>
/// <param name="free">How many bytes are free where a folder is; null when the system does not tell.</param>
internal sealed class LogDisk(long least, TimeProvider time, Func<string, long?>? free = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Func<string, long?> _free = free ?? Free;
    private readonly Dictionary<string, (bool IsLow, long Looked)> _known = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether the disk of a folder has too little space, as far as is known: it is looked at once a second. Then archives of its logs are dropped,
    /// the oldest first, until there is enough or nothing is left.
    /// </summary>
    /// <exception cref="IOException">An archive cannot be deleted.</exception>
    public bool IsLow(string folder, IEnumerable<KeptLog> logs)
    {
        if (least <= 0) return false;
        if (_known.TryGetValue(folder, out var last) && time.GetElapsedTime(last.Looked) < Interval) return last.IsLow;
        var isLow = _free(folder) < least;
        _known[folder] = (isLow, time.GetTimestamp());
        if (isLow) MakeRoom(logs.Where(log => Path.GetDirectoryName(log.Path) == folder));
        return isLow;
    }

    private void MakeRoom(IEnumerable<KeptLog> logs)
    {
        var archives = logs
            .SelectMany(log => ServiceLog.Archives(log.Path).Where(archive => archive.To <= log.Needed).Select(archive => (Log: log, archive.Path)))
            .OrderBy(archive => File.GetLastWriteTimeUtc(archive.Path))
            .ToList();
        foreach (var (log, path) in archives)
        {
            if (_free(Path.GetDirectoryName(path)!) is not { } left || left >= least) return;
            File.Delete(path);
            log.TellLowDisk(string.Create(
                CultureInfo.InvariantCulture,
                $"its archived log was dropped early: the disk of '{Path.GetDirectoryName(path)}' has {left >> 20} MB left, and 'logs.min_free_mb' of the settings is {least >> 20}; free some space"));
        }
    }

    private static long? Free(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
