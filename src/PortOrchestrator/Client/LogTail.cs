using System.Text;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Client;

/// <summary>The last lines of a run, for a failure's report.</summary>
internal static class LogTail
{
    public const int Lines = 10;

    private const int Bytes = 16 * 1024;

    public static IReadOnlyList<string> Read(string? path, long runOffset)
    {
        if (path is null) return [];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // What was cleared since the run began is a hole, or not meant to be seen any more.
            var begin = Math.Max(runOffset, LogBeginning.Read(path));
            var from = Math.Max(Math.Min(begin, file.Length), file.Length - Bytes);
            file.Seek(from, SeekOrigin.Begin);
            using var reader = new StreamReader(file, Encoding.UTF8);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
            return [.. lines.Where(l => l.Length > 0).TakeLast(Lines)];
        }
        catch (IOException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}
