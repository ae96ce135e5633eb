using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PortOrchestrator.Supervision.Terminals;

/// <summary>One onlooker of a terminal. Whoever reads too slowly is later shown the last screens instead of everything.</summary>
internal sealed class TerminalWatch(ServiceTerminal terminal) : IDisposable
{
    private const int Capacity = 16;

    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile bool _lagging;
    private volatile string? _ending;
    private volatile bool _goesOn;

    /// <summary>How the service has ended; null while it runs, and when the terminal went with its supervisor.</summary>
    public string? Ending => _ending;

    /// <summary>Whether it ended because another program of the supervisor's process goes on with the terminal.</summary>
    public bool GoesOn => _goesOn;

    /// <summary>First the last screens, then what is written, until the service ends.</summary>
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

    public void End(string? how, bool goesOn = false)
    {
        _goesOn = goesOn;
        _ending = how;
        _queue.Writer.TryComplete();
    }
}
