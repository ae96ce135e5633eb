using System.Text;

namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>The text of one of git's small files. Immutable.</summary>
/// <param name="Text">The text without the line ends after it; null when there is none to read.</param>
/// <param name="Problem">Why it could not be read; null when it was, or when there is no such file.</param>
internal readonly record struct GitText(string? Text, string? Problem)
{
    private const int Longest = 64 * 1024;

    public static GitText Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) return default;
            // A pipe or a device has no length either, and opening one could wait for ever.
            if (file.Length == 0) return new GitText(null, "it is empty");
            if (file.Length > Longest) return new GitText(null, "it is too long");
            return new GitText(Encoding.UTF8.GetString(File.ReadAllBytes(path)).TrimEnd('\n', '\r'), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new GitText(null, "it cannot be read: " + e.Message.TrimEnd('.'));
        }
    }
}
