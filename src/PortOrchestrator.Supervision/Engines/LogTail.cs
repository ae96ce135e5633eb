using System.Text;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>The end of a log file.</summary>
internal static class LogTail
{
    private const int LongestCharacter = 4;

    /// <summary>Whether a file ends with a text that was read as UTF-8.</summary>
    /// <param name="path">The file; one that is not there is empty.</param>
    /// <param name="end">The text.</param>
    public static bool Is(string path, string end)
    {
        if (end.Length == 0) return true;
        if (!File.Exists(path)) return false;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(Math.Max(0, file.Length - ((long)(end.Length + 1) * LongestCharacter)), SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd().EndsWith(end, StringComparison.Ordinal);
    }
}
