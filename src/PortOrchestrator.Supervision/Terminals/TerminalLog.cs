using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Terminals;

/// <summary>
/// Appends what a service writes to its terminal to its log, with the lines ended as the service has ended them: the terminal has made CR LF of
/// every LF. For one caller.
/// </summary>
internal sealed class TerminalLog : IDisposable
{
    private const uint PrivateFile = 0x180;
    private const int CloseOnExec = 0x80000;

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly SafeFileHandle _file;
    private bool _hasReturn;
    private bool _failed;

    public TerminalLog(string path, ILogger logger, bool hasReturn = false)
    {
        (_path, _logger, _hasReturn) = (path, logger, hasReturn);
        // .NET appends at the place where it believes the end to be; the file may have been emptied since.
        _file = new SafeFileHandle(TerminalCalls.Open(path, Libc.AppendFlags | CloseOnExec, PrivateFile), ownsHandle: true);
        if (_file.IsInvalid) Fail();
    }

    /// <summary>Whether a carriage return is kept back to see what follows.</summary>
    public bool HasReturn => _hasReturn;

    /// <param name="bytes">What was written; changed by the call.</param>
    public void Add(Span<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        if (_hasReturn && bytes[0] != (byte)'\n') Write("\r"u8);
        _hasReturn = bytes[^1] == (byte)'\r';
        if (_hasReturn) bytes = bytes[..^1];
        Write(bytes[..RemoveReturns(bytes)]);
    }

    /// <summary>Writes what was kept back to see what follows.</summary>
    public void Flush()
    {
        if (_hasReturn) Write("\r"u8);
        _hasReturn = false;
    }

    public void Dispose() => _file.Dispose();

    private static int RemoveReturns(Span<byte> bytes)
    {
        var kept = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'\r' && i + 1 < bytes.Length && bytes[i + 1] == (byte)'\n') continue;
            bytes[kept++] = bytes[i];
        }

        return kept;
    }

    private unsafe void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && !_file.IsInvalid)
        {
            nint written;
            fixed (byte* first = bytes) written = TerminalCalls.Write(_file, first, bytes.Length);
            if (written > 0)
            {
                bytes = bytes[(int)written..];
                _failed = false;
            }
            else if (Marshal.GetLastPInvokeError() != Errno.Interrupted)
            {
                Fail();
                return;
            }
        }
    }

    // A full disk takes lines, never the terminal.
    private void Fail()
    {
        if (!_failed) Log.TerminalLogFailed(_logger, _path, Marshal.GetLastPInvokeErrorMessage());
        _failed = true;
    }
}
