using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.PortRegistry.Interop;

/// <summary>Calls of the C library that .NET does not offer, or not as they are. The numbers are those of every architecture that .NET runs on.</summary>
internal static unsafe partial class LinuxCalls
{
    public const int InterNetwork = 2;
    public const int InterNetworkV6 = 10;
    public const int Netlink = 16;

    public const int Stream = 1;
    public const int Datagram = 2;
    public const int Raw = 3;
    public const int CloseOnExec = 0x80000;

    public const int SocketLevel = 1;
    public const int ReuseAddress = 2;
    public const int ReceiveTimeout = 20;
    public const int IPv6Level = 41;
    public const int IPv6Only = 26;

    public const int CurrentFolder = -100;
    public const uint OwnerFields = 0x18;

    private const string Name = "libc";

    [LibraryImport(Name, EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport(Name, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int descriptor, int level, int option, ReadOnlySpan<byte> value, int length);

    [LibraryImport(Name, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int descriptor, ReadOnlySpan<byte> address, int length);

    [LibraryImport(Name, EntryPoint = "listen", SetLastError = true)]
    public static partial int Listen(int descriptor, int backlog);

    [LibraryImport(Name, EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, ReadOnlySpan<byte> data, nint length, int flags);

    [LibraryImport(Name, EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, Span<byte> buffer, nint length, int flags);

    [LibraryImport(Name, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Name, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport(Name, EntryPoint = "opendir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OpenFolder(string path);

    [LibraryImport(Name, EntryPoint = "readdir")]
    public static partial byte* NextEntry(nint folder);

    [LibraryImport(Name, EntryPoint = "dirfd")]
    public static partial int DescriptorOf(nint folder);

    [LibraryImport(Name, EntryPoint = "closedir")]
    public static partial int CloseFolder(nint folder);

    [LibraryImport(Name, EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLink(int folder, byte* name, Span<byte> buffer, nint length);

    [LibraryImport(Name, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Status(int folder, string path, int flags, uint fields, Span<byte> status);

    [LibraryImport(Name, EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport(Name, EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);
}
