using System.Text;

namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>The text of a file, and the way from an offset in its bytes to a line and a column. Immutable.</summary>
internal sealed class SourceFile
{
    // A longer one is no text that somebody would look at, and takes time with each finding.
    private const int LongestLine = 1 << 20;

    private readonly byte[] _bytes;
    private readonly List<int> _lineStarts = [0];

    /// <param name="path">The path as the user would open it.</param>
    /// <param name="bytes">Valid UTF-8 without a byte order mark.</param>
    /// <param name="folder">The folder that paths in it count from; its own when null.</param>
    public SourceFile(string path, byte[] bytes, string? folder = null)
    {
        Path = path;
        Folder = folder ?? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? System.IO.Path.GetFullPath(path);
        _bytes = bytes;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.Length || bytes[i + 1] != '\n'))) _lineStarts.Add(i + 1);
        }
    }

    public string Path { get; }

    public string Folder { get; }

    public int LineCount => _lineStarts.Count;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public string Text => Encoding.UTF8.GetString(_bytes);

    public Place PlaceOf(long byteOffset)
    {
        var offset = (int)Math.Clamp(byteOffset, 0, _bytes.Length);
        var index = _lineStarts.BinarySearch(offset);
        if (index < 0) index = ~index - 1;
        var start = _lineStarts[index];
        return new Place(this, index + 1, Encoding.UTF8.GetCharCount(_bytes, start, offset - start) + 1);
    }

    /// <summary>Finds the byte that a JSON reader means, which counts only line feeds as ends of lines.</summary>
    public long OffsetOf(long lineFeeds, long bytesInLine)
    {
        var offset = 0;
        while (lineFeeds-- > 0)
        {
            var next = Array.IndexOf(_bytes, (byte)'\n', offset);
            if (next < 0) break;
            offset = next + 1;
        }

        return offset + bytesInLine;
    }

    /// <summary>A line without its end; null when there is none, or it is longer than any that is shown.</summary>
    public string? Line(int line)
    {
        if (line < 1 || line > _lineStarts.Count) return null;
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Count ? _lineStarts[line] : _bytes.Length;
        return end - start > LongestLine ? null : Encoding.UTF8.GetString(_bytes, start, end - start).TrimEnd('\r', '\n');
    }
}
