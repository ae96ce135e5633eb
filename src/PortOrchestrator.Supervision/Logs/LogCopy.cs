using System.Globalization;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// Copies what a log gains to a file that the user named. How far it got is kept in <c>NAME.log.copied</c>, so that the next supervisor goes
/// on where this one ended and nothing is missing or there twice. For one owner at a time.
/// </summary>
/// <param name="path">The log.</param>
/// <param name="target">The absolute path of the copy; its folder is created.</param>
internal sealed class LogCopy(string path, string target)
{
    private const int BufferSize = 64 * 1024;

    private readonly string _mark = path + ".copied";
    private long _offset = -1;

    public void Update()
    {
        if (!File.Exists(path)) return;
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var length = log.Length;
        if (_offset < 0) _offset = ReadMark();
        // Somebody has cut the log off by hand; what it holds now is new.
        if (_offset > length) _offset = 0;
        if (_offset == length) return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var copy = new FileStream(target, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var buffer = new byte[(int)Math.Min(BufferSize, length - _offset)];
        log.Seek(_offset, SeekOrigin.Begin);
        while (_offset < length)
        {
            var read = log.Read(buffer, 0, (int)Math.Min(buffer.Length, length - _offset));
            if (read == 0) break;
            copy.Write(buffer, 0, read);
            _offset += read;
        }

        WriteMark();
    }

    private long ReadMark() =>
        File.Exists(_mark) && long.TryParse(File.ReadAllText(_mark), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;

    // Renamed into place: half a number would copy everything again.
    private void WriteMark()
    {
        var next = _mark + ".new";
        File.WriteAllText(next, _offset.ToString(CultureInfo.InvariantCulture));
        File.Move(next, _mark, overwrite: true);
    }
}
