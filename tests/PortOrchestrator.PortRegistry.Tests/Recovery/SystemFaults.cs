using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>Makes the system fail under SQLite as strange file systems do, or ends the process, or tells somebody, at one of the calls that change files.</summary>
internal static unsafe class SystemFaults
{
    private const int NoDevice = 19;
    private const int NoSpace = 28;
    private const int NotSupported = 95;
    private const int SignalKill = 9;
    private const int SetLock = 6;

    private static nint _write;
    private static nint _truncate;
    private static nint _unlink;
    private static nint _control;
    private static Action? _beforeChange;

    /// <summary>Gives this process's SQLite a file system of a kind.</summary>
    public static void Inject(string fault)
    {
        SQLitePCL.Batteries_V2.Init();
        switch (fault)
        {
            case "no-shared-memory":
                SqliteSystem.Set("mmap", (nint)(delegate* unmanaged[Cdecl]<nint, nint, int, int, int, long, nint>)&FailToMap);
                break;
            case "no-locks":
                _control = SqliteSystem.Get("fcntl");
                SqliteSystem.Set("fcntl", (nint)(delegate* unmanaged[Cdecl]<int, int, nint, int>)&FailToLock);
                break;
            case "no-space":
                SqliteSystem.Set("pwrite", (nint)(delegate* unmanaged[Cdecl]<int, byte*, nint, long, nint>)&FailToWrite);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }

    /// <summary>Kills this process in place of one of the calls that change a file.</summary>
    public static void KillAt(int step)
    {
        var left = step;
        BeforeChange(() =>
        {
            if (--left == 0) _ = LinuxCalls.Kill(Environment.ProcessId, SignalKill);
        });
    }

    /// <summary>Calls somebody before each call that changes a file, until it is given null.</summary>
    public static void BeforeChange(Action? act)
    {
        SQLitePCL.Batteries_V2.Init();
        _beforeChange = act;
        if (_write == 0) (_write, _truncate, _unlink) = (SqliteSystem.Get("pwrite"), SqliteSystem.Get("ftruncate"), SqliteSystem.Get("unlink"));
        SqliteSystem.Set("pwrite", act is null ? 0 : (nint)(delegate* unmanaged[Cdecl]<int, byte*, nint, long, nint>)&Write);
        SqliteSystem.Set("ftruncate", act is null ? 0 : (nint)(delegate* unmanaged[Cdecl]<int, long, int>)&Truncate);
        SqliteSystem.Set("unlink", act is null ? 0 : (nint)(delegate* unmanaged[Cdecl]<byte*, int>)&Unlink);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Write(int descriptor, byte* data, nint length, long offset)
    {
        _beforeChange?.Invoke();
        return ((delegate* unmanaged[Cdecl]<int, byte*, nint, long, nint>)_write)(descriptor, data, length, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(int descriptor, long length)
    {
        _beforeChange?.Invoke();
        return ((delegate* unmanaged[Cdecl]<int, long, int>)_truncate)(descriptor, length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlink(byte* path)
    {
        _beforeChange?.Invoke();
        return ((delegate* unmanaged[Cdecl]<byte*, int>)_unlink)(path);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint FailToMap(nint address, nint length, int protection, int flags, int descriptor, long offset) => Fail(NoDevice);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FailToLock(int descriptor, int command, nint argument) => command == SetLock
        ? (int)Fail(NotSupported)
        : ((delegate* unmanaged[Cdecl]<int, int, nint, int>)_control)(descriptor, command, argument);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint FailToWrite(int descriptor, byte* data, nint length, long offset) => Fail(NoSpace);

    private static nint Fail(int error)
    {
        Marshal.SetLastSystemError(error);
        return -1;
    }
}
