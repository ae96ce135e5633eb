using System.Globalization;

namespace PortOrchestrator.Supervision.Resources;

/// <summary>A process's open descriptors. Immutable.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sockets">The inodes of the sockets among them.</param>
internal sealed record ProcessDescriptors(int Count, IReadOnlyList<long> Sockets)
{
    private const string Socket = "socket:[";

    /// <summary>Reads them; null when the process has ended or is not ours to look into.</summary>
    public static ProcessDescriptors? Read(int pid)
    {
        var sockets = new List<long>();
        var count = 0;
        try
        {
            foreach (var descriptor in Directory.EnumerateFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/fd")))
            {
                count++;
                if (Inode(descriptor) is { } inode) sockets.Add(inode);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return new ProcessDescriptors(count, sockets);
    }

    private static long? Inode(string descriptor)
    {
        try
        {
            var target = new FileInfo(descriptor).LinkTarget;
            return target is not null && target.StartsWith(Socket, StringComparison.Ordinal)
                && long.TryParse(target.AsSpan(Socket.Length).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
                ? inode
                : null;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return null;
        }
    }
}
