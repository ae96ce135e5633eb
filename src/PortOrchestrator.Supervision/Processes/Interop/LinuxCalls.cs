using System.Runtime.InteropServices;

namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>Calls that only Linux has. The numbers are those of every architecture that .NET runs on.</summary>
internal static unsafe partial class LinuxCalls
{
    public const int EpollAdd = 1;
    public const int EpollRemove = 2;
    public const uint EpollIn = 1;

    private const string Name = "libc";
    private const nint PidfdSendSignal = 424;
    private const nint PidfdOpen = 434;
    private const int SetChildSubreaper = 36;
    private const nuint GetInfo = 0xC040FF0B;
    private const ulong InfoExit = 8;

    /// <summary>Opens a pidfd, which is always close-on-exec; -1 and errno when it cannot.</summary>
    public static int OpenPidfd(int pid) => (int)Syscall(PidfdOpen, pid, 0, 0, 0);

    public static int SendSignal(int pidfd, int signal) => (int)Syscall(PidfdSendSignal, pidfd, signal, 0, 0);

    /// <summary>The wait status of a process that has ended and was collected; null when it has not been, or the kernel is older than 6.15.</summary>
    /// <param name="pidfd">Opened while the process lived.</param>
    /// <param name="error">Why the kernel says nothing at all; 0 while it may still tell.</param>
    public static int? ReadExitStatus(int pidfd, out int error)
    {
        // struct pidfd_info in its first form, 64 bytes: the mask comes first, the status is the last number.
        var info = stackalloc ulong[8];
        new Span<ulong>(info, 8).Clear();
        info[0] = InfoExit;
        error = Ioctl(pidfd, GetInfo, info) == 0 ? 0 : Marshal.GetLastPInvokeError();
        return error == 0 && (info[0] & InfoExit) != 0 ? ((int*)info)[15] : null;
    }

    public static int BecomeSubreaper() => Prctl(SetChildSubreaper, 1, 0, 0, 0);

    [LibraryImport(Name, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(Name, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, void* epollEvent);

    [LibraryImport(Name, EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, void* events, int count, int timeout);

    [LibraryImport(Name, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint value, int flags);

    [LibraryImport(Name, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, void* data, nint count);

    [LibraryImport(Name, EntryPoint = "socket", SetLastError = true)]
    public static partial int OpenSocket(int domain, int type, int protocol);

    [LibraryImport(Name, EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, void* data, nint count, int flags);

    [LibraryImport(Name, EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, void* data, nint count, int flags);

    [LibraryImport(Name, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Name, EntryPoint = "readlink", SetLastError = true)]
    public static partial nint ReadLink(byte* path, byte* target, nint length);

    [LibraryImport(Name, EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Allocate(int descriptor, int mode, long offset, long length);

    [LibraryImport(Name, EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(int descriptor, long offset, int whence);

    [LibraryImport(Name, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(int descriptor, nuint request, void* argument);

    // Variadic in C; with whole registers as arguments, Linux calls it like any other function.
    [LibraryImport(Name, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Syscall(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport(Name, EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(int option, nint first, nint second, nint third, nint fourth);
}
