using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>A file's owner and device, which .NET does not tell.</summary>
internal readonly record struct UnixStat(uint User, long Device)
{
    private const int CurrentFolder = -100;
    private const uint BasicStats = 0x7ff;

    public static UnixStat? Read(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var buffer = new byte[256];
        try
        {
            if (OperatingSystem.IsLinux()) return StatX(CurrentFolder, name, 0, BasicStats, buffer) == 0 ? OfLinux(buffer) : null;
            if (!OperatingSystem.IsMacOS()) return null;
            var isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
            return (isArm ? Stat(name, buffer) : StatInode64(name, buffer)) == 0 ? OfMac(buffer) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    public static uint? EffectiveUser() => OperatingSystem.IsWindows() ? null : GetEffectiveUser();

    // struct statx: the same layout on every architecture.
    private static UnixStat OfLinux(byte[] buffer) => new(Word(buffer, 20), ((long)Word(buffer, 136) << 32) | Word(buffer, 140));

    // struct stat with 64-bit inodes: dev 4, mode 2, nlink 2, ino 8, uid 4.
    private static UnixStat OfMac(byte[] buffer) => new(Word(buffer, 16), Word(buffer, 0));

    private static uint Word(byte[] buffer, int offset) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(offset)) : BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(offset));

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int folder, byte[] path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatInode64(byte[] path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUser();
}
