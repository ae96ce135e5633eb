using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>
/// Who owns a folder, on Linux. What root makes in a user's folder is given to that user, who would be locked out otherwise; SQLite does the
/// same with the files that it makes beside the registry. Immutable.
/// </summary>
internal sealed record FolderOwner(uint User, uint Group)
{
    /// <summary>The owner of a folder; null when what is made there needs no other owner, or the system does not tell.</summary>
    public static FolderOwner? Of(string folder)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return null;
        try
        {
            // struct statx, the same on every architecture: the user is at 20, the group at 24.
            Span<byte> status = stackalloc byte[256];
            if (LinuxCalls.Status(LinuxCalls.CurrentFolder, folder, 0, LinuxCalls.OwnerFields, status) != 0) return null;
            var ids = MemoryMarshal.Cast<byte, uint>(status);
            return ids[5] == 0 ? null : new FolderOwner(ids[5], ids[6]);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Gives a file away. By its handle: a path could meanwhile lead to somebody else's file.</summary>
    public void Give(SafeFileHandle file) => _ = LinuxCalls.ChangeOwner(file, User, Group);

    /// <summary>Gives a folder away, or the link that has taken its place.</summary>
    public void Give(string folder) => _ = LinuxCalls.ChangeOwner(folder, User, Group);
}
