using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PortOrchestrator.PortRegistry.Interop;

/// <summary>Calls of Windows that .NET does not offer.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsCalls
{
    public const uint BufferTooSmall = 122;
    public const uint InterNetwork = 2;
    public const uint InterNetworkV6 = 23;
    public const int TcpListenersWithPid = 3;
    public const int UdpWithPid = 1;
    public const uint QueryLimitedInformation = 0x1000;
    public const uint TokenQuery = 8;

    [LibraryImport("iphlpapi.dll", EntryPoint = "GetExtendedTcpTable")]
    public static partial uint TcpTable(Span<byte> table, ref uint size, [MarshalAs(UnmanagedType.Bool)] bool order, uint family, int kind, uint reserved);

    [LibraryImport("iphlpapi.dll", EntryPoint = "GetExtendedUdpTable")]
    public static partial uint UdpTable(Span<byte> table, ref uint size, [MarshalAs(UnmanagedType.Bool)] bool order, uint family, int kind, uint reserved);

    [LibraryImport("kernel32.dll", EntryPoint = "OpenProcess", SetLastError = true)]
    public static partial nint OpenProcess(uint access, [MarshalAs(UnmanagedType.Bool)] bool inherit, uint pid);

    [LibraryImport("kernel32.dll", EntryPoint = "QueryFullProcessImageNameW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ImageName(nint process, uint flags, Span<ushort> name, ref uint length);

    [LibraryImport("advapi32.dll", EntryPoint = "OpenProcessToken", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool OpenToken(nint process, uint access, out nint token);

    [LibraryImport("kernel32.dll", EntryPoint = "CloseHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Close(nint handle);
}
