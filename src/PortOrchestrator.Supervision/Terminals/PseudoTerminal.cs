using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Terminals;

/// <summary>The supervisor's end of a terminal; whoever opens <see cref="Path"/> is at the other. Calls never wait. For one caller at a time.</summary>
internal sealed unsafe class PseudoTerminal : IDisposable
{
    private readonly SafeFileHandle _master;

    private PseudoTerminal(SafeFileHandle master, string path) => (_master, Path) = (master, path);

    /// <summary>What the service opens.</summary>
    public string Path { get; }

    public int Descriptor => (int)_master.DangerousGetHandle();

    /// <exception cref="LaunchException">The system has no terminal to give.</exception>
    public static PseudoTerminal Open(TerminalSize size)
    {
        if (!OperatingSystem.IsLinux()) throw new LaunchException("Services on a terminal need Linux. Remove 'tty' on this system.");
        var master = new SafeFileHandle(TerminalCalls.OpenMaster(TerminalCalls.MasterFlags), ownsHandle: true);
        try
        {
            if (master.IsInvalid) throw Failure();
            var name = stackalloc byte[128];
            if (TerminalCalls.Grant(master) != 0 || TerminalCalls.Unlock(master) != 0 || TerminalCalls.NameOf(master, name, 128) != 0) throw Failure();
            var terminal = new PseudoTerminal(master, Marshal.PtrToStringUTF8((nint)name)!);
            terminal.Resize(size);
            return terminal;
        }
        catch
        {
            master.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a terminal of the program that was in this process before.</summary>
    public static PseudoTerminal Continue(int descriptor, string path) => new(new SafeFileHandle(descriptor, ownsHandle: true), path);

    /// <summary>Leaves it open, for the next program of this process.</summary>
    public void Abandon() => _master.SetHandleAsInvalid();

    /// <summary>Reads what is there: 0 when there is nothing now, -1 when nobody holds the other end any more and all was read.</summary>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            var count = (int)TerminalCalls.Read(_master, bytes, buffer.Length);
            return count > 0 ? count : count == 0 || !IsForLater() ? -1 : 0;
        }
    }

    /// <summary>Types as much as there is room for: 0 when there is none now, -1 when nobody holds the other end any more.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            var count = (int)TerminalCalls.Write(_master, first, bytes.Length);
            return count >= 0 ? count : IsForLater() ? 0 : -1;
        }
    }

    /// <summary>Sets the size; the system tells the program in the foreground when it is another.</summary>
    public void Resize(TerminalSize size)
    {
        var window = stackalloc ushort[] { (ushort)size.Rows, (ushort)size.Columns, 0, 0 };
        _ = TerminalCalls.Control(_master, TerminalCalls.SetSize, window);
    }

    public void Dispose() => _master.Dispose();

    private static bool IsForLater() => Marshal.GetLastPInvokeError() is var error && (error == Errno.TryAgain || error == Errno.Interrupted);

    private static LaunchException Failure() =>
        new($"The system gives no terminal: {Marshal.GetLastPInvokeErrorMessage()}. See how many there may be in /proc/sys/kernel/pty/max.");
}
