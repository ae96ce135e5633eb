using System.Globalization;
using System.IO.Compression;

namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>
/// The files <c>NAME-TIME.EXT</c> that a further log file was set aside as, with the names that process-compose gives them, in local time.
/// </summary>
internal sealed class LogFileBackups(string target, TimeProvider time)
{
    private const string TimeFormat = "yyyy-MM-ddTHH-mm-ss.fff";
    private const string Compressed = ".gz";
    private const string Unfinished = ".part";

    private readonly string _folder = Path.GetDirectoryName(target)!;
    private readonly string _stem = Path.GetFileNameWithoutExtension(target) + "-";
    private readonly string _extension = Path.GetExtension(target);

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>A name that no file has yet.</summary>
    public string NewName()
    {
        for (var moment = time.GetLocalNow(); ; moment = moment.AddMilliseconds(1))
        {
            var name = _stem + moment.ToString(TimeFormat, CultureInfo.InvariantCulture) + _extension;
            if (!File.Exists(PathOf(name)) && !File.Exists(PathOf(name) + Compressed)) return name;
        }
    }

    /// <summary>Deletes those that are too many or too old, and compresses the others if that is wanted. May be cut off and done again.</summary>
    public void Settle(LogFileRotation rotation, CancellationToken cancellationToken)
    {
        var backups = List();
        var oldest = rotation.MaxAgeDays > 0 ? time.GetLocalNow().DateTime.AddDays(-rotation.MaxAgeDays) : DateTime.MinValue;
        var kept = 0;
        foreach (var (path, written) in backups)
        {
            if ((rotation.MaxBackups > 0 && kept >= rotation.MaxBackups) || written < oldest)
            {
                File.Delete(path);
                File.Delete(path + Compressed);
                continue;
            }

            kept++;
            if (rotation.Compress && File.Exists(path)) Compress(path, cancellationToken);
        }
    }

    // Newest first; a file and its unfinished compression are one.
    private List<(string Path, DateTime Written)> List()
    {
        var backups = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder, _stem + "*"))
        {
            var path = file.EndsWith(Compressed, StringComparison.Ordinal) ? file[..^Compressed.Length] : file;
            if (!path.EndsWith(_extension, StringComparison.Ordinal)) continue;
            var name = Path.GetFileName(path);
            if (name.Length != _stem.Length + TimeFormat.Length + _extension.Length) continue;
            var text = name.AsSpan(_stem.Length, TimeFormat.Length);
            if (DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var written)) backups[path] = written;
        }

        return [.. backups.Select(b => (b.Key, b.Value)).OrderByDescending(b => b.Value)];
    }

    private static void Compress(string path, CancellationToken cancellationToken)
    {
        var whole = path + Compressed;
        using (var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        using (var target = new FileStream(whole + Unfinished, ServiceLog.PrivateFile()))
        {
            using (var packed = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
            {
                var buffer = new byte[64 * 1024];
                for (var read = source.Read(buffer); read > 0; read = source.Read(buffer))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    packed.Write(buffer, 0, read);
                }
            }

            target.Flush(flushToDisk: true);
        }

        File.Move(whole + Unfinished, whole, overwrite: true);
        File.Delete(path);
    }
}
