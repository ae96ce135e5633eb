namespace PortOrchestrator.Supervision.Processes;

internal static class ProcFile
{
    /// <summary>Reads the beginning of a file of /proc; null when the process is gone or not ours to read.</summary>
    public static int? Read(string path, Span<byte> buffer)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = 0;
            while (length < buffer.Length && RandomAccess.Read(file, buffer[length..], length) is > 0 and var read) length += read;
            return length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
