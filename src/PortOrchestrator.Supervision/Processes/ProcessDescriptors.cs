using System.Buffers.Text;
using System.Globalization;
using System.IO.Enumeration;
using System.Text.Unicode;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>A process's open descriptors (Linux). Immutable.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sockets">The inodes of the sockets among them.</param>
internal sealed unsafe record ProcessDescriptors(int Count, IReadOnlyList<uint> Sockets)
{
    private const int LongestPath = 64;

    private static ReadOnlySpan<byte> Socket => "socket:["u8;

    /// <summary>Reads them; null when the process has ended or is not ours to look into.</summary>
    public static ProcessDescriptors? Read(int pid)
    {
        var sockets = new List<uint>();
        var count = 0;
        try
        {
            foreach (var descriptor in Descriptors(pid))
            {
                count++;
                if (Inode(pid, descriptor) is { } inode) sockets.Add(inode);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return new ProcessDescriptors(count, sockets);
    }

    // Every check that passes looks here, so nothing is made of a descriptor but its number.
    private static FileSystemEnumerable<int> Descriptors(int pid) => new(
        string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/fd"),
        static (ref FileSystemEntry entry) => int.TryParse(entry.FileName, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);

    private static uint? Inode(int pid, int descriptor)
    {
        Span<byte> path = stackalloc byte[LongestPath];
        Span<byte> target = stackalloc byte[LongestPath];
        if (!Utf8.TryWrite(path, CultureInfo.InvariantCulture, $"/proc/{pid}/fd/{descriptor}\0", out _)) return null;
        nint length;
        fixed (byte* name = path, buffer = target) length = LinuxCalls.ReadLink(name, buffer, target.Length);
        return length > 0 && target[..(int)length].StartsWith(Socket) && Utf8Parser.TryParse(target[Socket.Length..(int)length], out uint inode, out _) ? inode : null;
    }
}
