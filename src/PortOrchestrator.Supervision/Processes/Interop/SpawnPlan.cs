using System.Runtime.InteropServices;

namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>The attributes and file actions of one posix_spawn.</summary>
internal sealed unsafe class SpawnPlan : IDisposable
{
    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;
    private const int ReadWrite = 2;

    // Larger than the structures of every C library in use (glibc: 336 and 80 bytes; macOS: a pointer each).
    private const nuint Room = 512;
    private const uint PrivateFile = 0x180;

    private readonly void* _attributes = NativeMemory.AllocZeroed(Room);
    private readonly void* _actions = NativeMemory.AllocZeroed(Room);

    /// <param name="folder">Where the process runs.</param>
    /// <param name="output">The file that it appends its output to.</param>
    /// <param name="error">The file for its standard error; null for the same one.</param>
    /// <param name="terminal">The terminal that it has instead of files; null for none.</param>
    /// <param name="ready">What it gets as descriptor <see cref="ReadySignal.Descriptor"/>; null for nothing.</param>
    public SpawnPlan(string folder, string output, string? error, string? terminal, int? ready)
    {
        Check(Libc.AttributesInit(_attributes));
        Check(Libc.ActionsInit(_actions));
        var set = stackalloc byte[128];
        Check(Libc.FillSet(set));
        Check(Libc.AttributesSetSignalDefaults(_attributes, set));
        Check(Libc.EmptySet(set));
        Check(Libc.AttributesSetSignalMask(_attributes, set));
        Check(Libc.AttributesSetFlags(_attributes, (short)(SetSignalDefaults | SetSignalMask | NewSession)));
        if (terminal is null) AddFiles(output, error);
        else AddTerminal(terminal);
        if (ready is { } descriptor) Check(Libc.ActionsAddDuplicate(_actions, descriptor, ReadySignal.Descriptor));
        Check(Libc.ActionsAddFolder(_actions, folder));
    }

    private static short NewSession => OperatingSystem.IsMacOS() ? (short)0x400 : (short)0x80;

    /// <summary>Spawns; the result is an error number, or 0.</summary>
    public int Run(string program, Utf8Vector arguments, Utf8Vector environment, out int pid)
    {
        using var path = new Utf8Vector([program]);
        return Libc.Spawn(out pid, path.Pointer[0], _actions, _attributes, arguments.Pointer, environment.Pointer);
    }

    public void Dispose()
    {
        _ = Libc.ActionsDestroy(_actions);
        _ = Libc.AttributesDestroy(_attributes);
        NativeMemory.Free(_actions);
        NativeMemory.Free(_attributes);
    }

    private void AddFiles(string output, string? error)
    {
        Check(Libc.ActionsAddOpen(_actions, 0, "/dev/null", 0, 0));
        Check(Libc.ActionsAddOpen(_actions, 1, output, Libc.AppendFlags, PrivateFile));
        if (error is null) Check(Libc.ActionsAddDuplicate(_actions, 1, 2));
        else Check(Libc.ActionsAddOpen(_actions, 2, error, Libc.AppendFlags, PrivateFile));
    }

    // The first terminal that the leader of a session opens becomes its controlling one unless O_NOCTTY is given; the new session is there before.
    private void AddTerminal(string path)
    {
        Check(Libc.ActionsAddOpen(_actions, 0, path, ReadWrite, 0));
        Check(Libc.ActionsAddDuplicate(_actions, 0, 1));
        Check(Libc.ActionsAddDuplicate(_actions, 0, 2));
    }

    private static void Check(int error)
    {
        if (error != 0) throw new LaunchException($"The start of a process cannot be prepared: {Marshal.GetPInvokeErrorMessage(error)}. Free some memory.");
    }
}
