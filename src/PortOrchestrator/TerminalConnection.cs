using System.Runtime.CompilerServices;
using System.Text;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator;

/// <summary>
/// The terminal of a service that runs, to look at and to type into. Others may be attached at the same time and see and type the same.
/// For one reader and one writer at a time; disposing it leaves the service alone.
/// </summary>
public sealed class TerminalConnection : IAsyncDisposable
{
    private const int LongestFrame = 64 * 1024;

    private readonly IDisposable _client;
    private readonly Func<TerminalSize, CancellationToken, Task<Stream>> _reopen;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly UntakenBytes _untaken = new();
    private volatile Stream _stream;
    private volatile bool _isDisposed;
    private TerminalSize _size;

    internal TerminalConnection(IDisposable client, Stream stream, TerminalSize size, Func<TerminalSize, CancellationToken, Task<Stream>> reopen) =>
        (_client, _stream, _size, _reopen) = (client, stream, size, reopen);

    /// <summary>How the service has ended, such as <c>exited with code 1</c>, for a sentence that begins with its name.</summary>
    /// <value>The default value is <see langword="null"/>: it has not, or the supervisor has ended and the terminal with it.</value>
    public string? Ending { get; private set; }

    /// <summary>First the last screens, then what the service writes, byte for byte, until it ends or the supervisor is gone.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        do
        {
            while (await NextAsync(cancellationToken).ConfigureAwait(false) is { } frame)
            {
                if (frame.Kind == TerminalFrameKind.Bytes) yield return frame.Content;
                if (frame.Kind == TerminalFrameKind.Taken && frame.ToCount() is { } count) _untaken.Forget(count);
                if (frame.Kind != TerminalFrameKind.Ended) continue;
                Ending = Encoding.UTF8.GetString(frame.Content.Span);
                yield break;
            }
        }
        while (!_isDisposed && await ReopenAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Types bytes; control characters are keys. What is typed after the end goes nowhere. What is typed while another program takes over in the
    /// supervisor's process is typed once, provided that <see cref="ReadAsync"/> is being read.
    /// </summary>
    /// <param name="bytes">What is typed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        // The server takes frames up to a size.
        for (var rest = bytes; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, LongestFrame)..])
            await SendAsync(new TerminalFrame(TerminalFrameKind.Bytes, rest[..Math.Min(rest.Length, LongestFrame)]), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the service's terminal another size.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken = default)
    {
        _size = size;
        return SendAsync(TerminalFrame.Size(size), cancellationToken);
    }

    /// <summary>Detaches.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _stream.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
        _writing.Dispose();
    }

    private async Task SendAsync(TerminalFrame frame, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (frame.Kind == TerminalFrameKind.Bytes) _untaken.Add(frame.Content);
        try
        {
            await frame.WriteAsync(_stream, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The reader is told of the end, or connects anew.
        }
        finally
        {
            _writing.Release();
        }
    }

    // The supervisor may go on as another program; what is typed meanwhile waits. It is known who has been attached and what they have typed so far.
    private async Task<bool> ReopenAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
            _stream = await _reopen(_size, cancellationToken).ConfigureAwait(false);
            var first = await TerminalFrame.ReadAsync(_stream, cancellationToken).ConfigureAwait(false);
            if (first is not { Kind: TerminalFrameKind.Taken } || first.Value.ToCount() is not { } count) return false;
            _untaken.Forget(count);
            foreach (var bytes in _untaken.ToList()) await new TerminalFrame(TerminalFrameKind.Bytes, bytes).WriteAsync(_stream, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is PortOrchestratorException or IOException)
        {
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    // A supervisor that was killed tears its streams; that is their end.
    private async Task<TerminalFrame?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await TerminalFrame.ReadAsync(_stream, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
