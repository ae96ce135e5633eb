using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PortOrchestrator.Supervision.Processes.Interop;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Terminals;

/// <summary>
/// The terminal of this process. Not the console of .NET, which edits lines, and puts a terminal into modes of its own behind our back.
/// </summary>
internal sealed unsafe class SystemKeyboardTerminal : IKeyboardTerminal
{
    private static readonly SafeFileHandle Input = new(0, ownsHandle: false);
    private static readonly SafeFileHandle Output = new(1, ownsHandle: false);

    public bool IsTerminal => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    public TerminalSize Size
    {
        get
        {
            var window = stackalloc ushort[4];
            var size = TerminalCalls.Control(Output, TerminalCalls.GetSize, window) == 0 ? new TerminalSize(window[1], window[0]) : default;
            return size.IsValid ? size : TerminalSize.Standard;
        }
    }

    public IDisposable MakeRaw() =>
        TerminalMode.TryMakeRaw() ?? throw new PortOrchestratorException(ErrorCode.Unexpected, "The terminal cannot be switched to raw keys. Try another terminal.");

    public int Read(Span<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            while (true)
            {
                var count = (int)TerminalCalls.Read(Input, bytes, buffer.Length);
                if (count >= 0 || Marshal.GetLastPInvokeError() != Errno.Interrupted) return Math.Max(0, count);
            }
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(bytes);
    }
}
