using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// Moves the head of one log, which its service goes on writing, into archives. A crash at any step loses and doubles nothing:
/// an archive gets its name when it is whole and on disk, readers go by names, and what was not punched out yet is punched out next time.
/// For one caller.
/// </summary>
internal sealed class LogRotator(
    string path, LogDefinition definition, ILogger logger, Func<string, bool>? canPunch = null, ArchivedLogs? archived = null)
{
    private const int Block = 1024 * 1024;
    private const string Unfinished = ".part";

    private readonly long _limit = Math.Max(1, (long)(definition.MaxSizeMegabytes * 1024 * 1024));
    private readonly Func<string, bool> _canPunch = canPunch ?? PunchedFile.CanPunch;
    private long? _from;
    private bool _cannotPunch;
    private long _keep;

    /// <summary>Told when the log cannot be archived.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Archives as much as there is too much.</summary>
    /// <param name="keep">The offset from which on nothing is dropped: a reader still needs it.</param>
    /// <param name="isDiskLow">Whether what would be archived is dropped.</param>
    public void Rotate(long keep = long.MaxValue, bool isDiskLow = false)
    {
        if (_cannotPunch || !File.Exists(path)) return;
        _keep = keep;
        var length = new FileInfo(path).Length;
        if (_from is null || length < _from) Recover(length);
        while (length - _from > _limit && EnsurePunching() && Archive(length, archives: definition.MaxFiles > 0 && !isDiskLow))
        {
        }
    }

    /// <summary>Drops everything before an offset.</summary>
    public void Clear(long to)
    {
        if (!File.Exists(path) || new FileInfo(path).Length < to) return;
        LogBeginning.Write(path, to);
        foreach (var archive in ServiceLog.Archives(path).Where(archive => archive.To <= to)) File.Delete(archive.Path);
        if (_canPunch(path)) Punch(to);
        // Where the rest begins is looked up again.
        _from = null;
    }

    /// <summary>Drops everything that is there now.</summary>
    /// <param name="keep">The offset from which on nothing is dropped: a reader still needs it.</param>
    /// <returns>How many bytes were dropped.</returns>
    public long Empty(long keep)
    {
        var log = new LogBytes(path);
        var to = Math.Min(log.End, keep);
        var dropped = log.Segments.Sum(segment => Math.Max(0, Math.Min(segment.To, to) - segment.From));
        if (dropped > 0) Clear(to);
        return dropped;
    }

    private bool Archive(long length, bool archives)
    {
        var log = new LogBytes(path);
        var from = log.Live.From;
        // The service may have emptied its log since.
        if (log.End < length || length - from <= _limit)
        {
            _from = from;
            return false;
        }

        var most = from + _limit;
        var to = LogTail.LineStart(log, most);
        if (to <= from) to = most;
        if (archives) Copy(from, to);
        else if (to > _keep) return false;
        Punch(to);
        Prune();
        return true;
    }

    private void Copy(long from, long to)
    {
        var archive = ServiceLog.ArchivePath(path, from, to);
        using (var source = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        using (var target = new FileStream(archive + Unfinished, ServiceLog.PrivateFile()))
        {
            var buffer = new byte[Block];
            for (var offset = from; offset < to;)
            {
                var read = RandomAccess.Read(source, buffer.AsSpan(0, (int)Math.Min(Block, to - offset)), offset);
                if (read == 0) throw new IOException($"{path} became shorter while it was archived.");
                target.Write(buffer, 0, read);
                offset += read;
            }

            target.Flush(flushToDisk: true);
        }

        archived?.Note(path);
        File.Move(archive + Unfinished, archive, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }

    private void Recover(long length)
    {
        if (archived?.MayHave(path) == false)
        {
            _from = ServiceLog.LiveStart(path, length);
            return;
        }

        var archives = ServiceLog.Archives(path);
        var earlier = ServiceLog.AreOfAnEarlierLife(archives, length);
        foreach (var archive in archives.Where(archive => earlier || !ServiceLog.IsWhole(archive))) File.Delete(archive.Path);
        if (earlier) Log.LogEmptied(logger, path);
        foreach (var part in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + ".*-*.log" + Unfinished)) File.Delete(part);
        var segments = ServiceLog.Segments(path);
        _from = segments.Count == 0 ? 0 : segments[^1].From;
        if (segments.Count > 1 && EnsurePunching()) Punch(_from.Value);
        Prune();
    }

    private void Punch(long to)
    {
        if (PunchedFile.Punch(path, to) is not 0 and var error) Log.PunchFailed(logger, path, error);
        _from = to;
    }

    private void Prune()
    {
        var archives = ServiceLog.Archives(path);
        var spare = archives.Take(Math.Max(0, archives.Count - definition.MaxFiles)).Where(archive => archive.To <= _keep);
        foreach (var archive in spare) File.Delete(archive.Path);
    }

    private bool EnsurePunching()
    {
        if (_cannotPunch || _canPunch(path)) return !_cannotPunch;
        _cannotPunch = true;
        Log.CannotPunch(logger, path);
        Warn?.Invoke($"its log '{path}' only grows: the file system cannot give back the head of a file; put the state folder on another one, or empty the log now and then");
        return false;
    }
}
