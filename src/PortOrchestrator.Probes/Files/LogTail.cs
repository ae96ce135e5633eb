using System.Buffers;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Probes.Files;

// Reads the lines that were added to a file since the last time. Of a very long line only the beginning is kept.
internal sealed class LogTail(string path, long position)
{
    private const int LineLimit = 64 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new();
    private long _position = position;
    private long _quietAt = -1;

    public IEnumerable<string> ReadLines()
    {
        using var file = Open();
        if (file is null) yield break;
        var length = RandomAccess.GetLength(file);
        if (length < _position) Restart();

        var before = _position;
        while (RandomAccess.Read(file, _buffer, _position) is var read and > 0)
        {
            for (var used = 0; used < read;)
            {
                var rest = _buffer.AsSpan(used, read - used);
                var end = rest.IndexOf((byte)'\n');
                Append(end < 0 ? rest : rest[..end]);
                var step = end < 0 ? rest.Length : end + 1;
                used += step;
                _position += step;
                if (end < 0) continue;
                yield return Take();
            }
        }

        // A last line without its end counts once nothing has been added to it since the attempt before.
        if (_position == before && _line.WrittenCount > 0 && _quietAt != _position)
        {
            _quietAt = _position;
            yield return Text();
        }
    }

    private SafeFileHandle? Open()
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Restart()
    {
        _position = 0;
        _quietAt = -1;
        _line.ResetWrittenCount();
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        // The head of a log may have been punched out, which then reads as zeros.
        if (_line.WrittenCount == 0) bytes = bytes.TrimStart((byte)0);
        _line.Write(bytes[..Math.Min(bytes.Length, LineLimit - _line.WrittenCount)]);
    }

    private string Take()
    {
        var text = Text();
        _line.ResetWrittenCount();
        return text;
    }

    private string Text() => Encoding.UTF8.GetString(_line.WrittenSpan).TrimEnd('\r');
}
