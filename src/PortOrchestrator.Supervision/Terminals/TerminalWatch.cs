using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PortOrchestrator.Supervision.Terminals;

/// <summary>One who is attached to a terminal. Whoever reads too slowly is later shown the last screens instead of everything.</summary>
/// <param name="terminal">Whose it is.</param>
/// <param name="attachment">What it calls itself, so that another program of this process knows it again; null when that need not be.</param>
internal sealed class TerminalWatch(ServiceTerminal terminal, string? attachment) : IDisposable
{
    private const int Capacity = 16;
    private const int UntoldTyping = 64 * 1024;

    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile bool _lagging;
    private volatile string? _ending;
    private long _taken;
    private long _told;

    /// <summary>How the service has ended; null while it runs, and when the terminal went with its supervisor.</summary>
    public string? Ending => _ending;

    public string? Attachment => attachment;

    /// <summary>How many bytes the terminal has taken of what this attachment has typed.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>First nothing, then the last screens, then what is written, until the service ends; nothing again where only <see cref="Taken"/> is news.</summary>
    public async IAsyncEnumerable<byte[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var bytes in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return bytes;
            if (_lagging && _queue.Reader.Count == 0) terminal.CatchUp(this);
        }
    }

    /// <summary>Ends the watch.</summary>
    public void Dispose() => terminal.Forget(this);

    /// <summary>Shows something. For the terminal's thread only, like what follows.</summary>
    public void Tell(byte[] bytes)
    {
        if (_lagging || !_queue.Writer.TryWrite(bytes)) _lagging = true;
    }

    public void CatchUp(byte[] screens)
    {
        if (_queue.Writer.TryWrite(screens)) _lagging = false;
    }

    /// <summary>Begins, where an earlier program of this process has left off.</summary>
    public void Begin(long taken)
    {
        _told = taken;
        Volatile.Write(ref _taken, taken);
        Tell([]);
    }

    /// <summary>Something it has typed was taken. It hears of it with what is shown next, or before it has to remember too much.</summary>
    public void Take(int count)
    {
        Volatile.Write(ref _taken, _taken + count);
        if (_taken - _told >= UntoldTyping && _queue.Writer.TryWrite([])) _told = _taken;
    }

    public void End(string? how)
    {
        _ending = how;
        _queue.Writer.TryComplete();
    }
}
