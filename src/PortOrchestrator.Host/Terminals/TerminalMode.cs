using System.Runtime.InteropServices;

namespace PortOrchestrator.Host.Terminals;

/// <summary>The terminal of the standard input without line editing, echo and keys that make signals, until disposed. Thread-safe.</summary>
internal sealed unsafe partial class TerminalMode : IDisposable
{
    // Larger than struct termios of every system (Linux: 60 bytes, macOS: 72).
    private const int Room = 256;
    private const int AfterOutput = 1;
    private const int Input = 0;

    private readonly byte[] _before = new byte[Room];
    private int _restored;

    private TerminalMode()
    {
    }

    /// <summary>Makes it raw; null when the standard input is no terminal.</summary>
    public static TerminalMode? TryMakeRaw()
    {
        var mode = new TerminalMode();
        var raw = stackalloc byte[Room];
        fixed (byte* before = mode._before)
        {
            if (GetAttributes(Input, before) != 0) return null;
            mode._before.CopyTo(new Span<byte>(raw, Room));
        }

        MakeRaw(raw);
        return SetAttributes(Input, AfterOutput, raw) == 0 ? mode : null;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _restored, 1) != 0) return;
        fixed (byte* before = _before) _ = SetAttributes(Input, AfterOutput, before);
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetAttributes(int descriptor, byte* attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetAttributes(int descriptor, int when, byte* attributes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(byte* attributes);
}
