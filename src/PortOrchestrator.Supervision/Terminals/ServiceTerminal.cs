using PortOrchestrator.Supervision.Handover;

namespace PortOrchestrator.Supervision.Terminals;

/// <summary>The terminal of one run of a service. Thread-safe but for the members whose names begin with On, which are the pump's.</summary>
internal sealed class ServiceTerminal
{
    private const string IsGone = "It has closed its terminal, or is about to end.";

    // A descendant may go on writing for ever; the end of the service does not wait for that.
    private const int LastReads = 256;

    private readonly TerminalPump _pump;
    private readonly PseudoTerminal _terminal;
    private readonly TerminalLog _log;
    private readonly TerminalBacklog _backlog = new();
    private readonly List<TerminalWatch> _watches = [];
    private readonly Queue<TypedBytes> _typed = new();
    private readonly Dictionary<string, long> _earlier;
    private TerminalSize _size;
    private bool _isFull;
    private bool _hasEnded;
    private bool _isClosed;
    private volatile bool _isHandedOver;

    public ServiceTerminal(TerminalPump pump, PseudoTerminal terminal, TerminalLog log, TerminalSize size, HandedTerminal? handed = null)
    {
        (_pump, _terminal, _log, _size) = (pump, terminal, log, size);
        _earlier = new Dictionary<string, long>(handed?.Typed ?? new Dictionary<string, long>(), StringComparer.Ordinal);
        if (handed is { Screens.Length: > 0 }) _backlog.Add(handed.Screens);
    }

    private enum ReadResult
    {
        NothingMore,
        MayHaveMore,
    }

    /// <summary>Types into the terminal; done when the system has taken all of it.</summary>
    /// <param name="bytes">What is typed.</param>
    /// <param name="typist">Who does, if it is somebody attached.</param>
    /// <param name="cancellationToken">Ends the call; the rest is not typed.</param>
    /// <exception cref="PortOrchestratorException">Nobody is there to read it.</exception>
    public Task TypeAsync(ReadOnlyMemory<byte> bytes, TerminalWatch? typist, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty) return Task.CompletedTask;
        var typed = new TypedBytes(bytes, typist, cancellationToken);
        var isTaken = _pump.Post(() =>
        {
            _typed.Enqueue(typed);
            Type();
        });
        if (!isTaken && _isHandedOver) typed.HandOver();
        else if (!isTaken) typed.Fail(IsGone);
        return typed.Done.WaitAsync(cancellationToken);
    }

    public void Resize(TerminalSize size) => _pump.Post(() => SetSize(size));

    /// <summary>Begins to watch with a terminal of that size, which becomes the service's.</summary>
    public TerminalWatch Watch(TerminalSize size, string? attachment = null)
    {
        var watch = new TerminalWatch(this, attachment);
        _pump.Post(() =>
        {
            if (_hasEnded || _isClosed)
            {
                watch.End(IsGone);
                return;
            }

            watch.Begin(attachment is not null && _earlier.Remove(attachment, out var taken) ? taken : 0);
            if (_backlog.Replay() is { Length: > 0 } screens) watch.Tell(screens);
            _watches.Add(watch);
            // A program that draws the whole screen does so again only when it hears of another size.
            if (size == _size) SetSize(size with { Rows = size.Rows > 1 ? size.Rows - 1 : 2 });
            SetSize(size);
        });
        return watch;
    }

    public void CatchUp(TerminalWatch watch) => _pump.Post(() =>
    {
        byte[] screens = [.. "\u001b[0m\r\n[portorch: some output is left out here]\r\n"u8, .. _backlog.Replay()];
        if (_watches.Contains(watch)) watch.CatchUp(screens);
    });

    public void Forget(TerminalWatch watch) => _pump.Post(() => _watches.Remove(watch));

    /// <summary>The service has ended: done when all that it wrote is in the log. What descends from it may write on.</summary>
    /// <param name="how">How it has ended, for a sentence that begins with its name.</param>
    public Task EndAsync(string how)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isTaken = _pump.Post(() =>
        {
            try
            {
                for (var i = 0; i < LastReads && !_isClosed && Read() == ReadResult.MayHaveMore; i++)
                {
                }

                if (!_isClosed) _log.Flush();
                End(how);
            }
            finally
            {
                done.TrySetResult();
            }
        });
        if (!isTaken) done.TrySetResult();
        return done.Task;
    }

    public void OnReady(bool writable)
    {
        if (writable) Type();
        if (!_isClosed) Read();
    }

    /// <summary>The supervisor ends, and the terminal with it.</summary>
    public void OnAbandoned()
    {
        if (!_isClosed) Read();
        if (!_isClosed) Close();
        End(null);
    }

    /// <summary>Another program of this process goes on with the terminal.</summary>
    /// <param name="service">Whose it is.</param>
    /// <param name="instanceId">Which run's.</param>
    /// <returns>What that program needs; null when the terminal is closed or its service has ended.</returns>
    public HandedTerminal? OnHandedOver(string service, string instanceId)
    {
        if (!_isClosed) Read();
        if (_isClosed || _hasEnded) return null;
        var handed = new HandedTerminal
        {
            Service = service,
            InstanceId = instanceId,
            Descriptor = _terminal.Descriptor,
            Path = _terminal.Path,
            Columns = _size.Columns,
            Rows = _size.Rows,
            Screens = _backlog.Replay(),
            HasReturn = _log.HasReturn,
            Typed = Typed(),
        };
        _isHandedOver = true;
        _isClosed = true;
        _log.Dispose();
        _terminal.Abandon();
        foreach (var watch in _watches) watch.End(null);
        _watches.Clear();
        Type();
        return handed;
    }

    // Whoever has not come back since the last exchange is still to be known; whoever has twice is who came last.
    private Dictionary<string, long> Typed()
    {
        var typed = new Dictionary<string, long>(_earlier, StringComparer.Ordinal);
        foreach (var watch in _watches)
        {
            if (watch.Attachment is { } attachment) typed[attachment] = watch.Taken;
        }

        return typed;
    }

    private ReadResult Read()
    {
        var buffer = _pump.Buffer;
        var (count, last) = (0, 0);
        while (count < buffer.Length && (last = _terminal.Read(buffer[count..])) > 0) count += last;
        if (count > 0) Take(buffer[..count]);
        if (last < 0) Close();
        return count == buffer.Length ? ReadResult.MayHaveMore : ReadResult.NothingMore;
    }

    private void Take(Span<byte> bytes)
    {
        if (!_hasEnded)
        {
            _backlog.Add(bytes);
            if (_watches.Count > 0)
            {
                var copy = bytes.ToArray();
                foreach (var watch in _watches) watch.Tell(copy);
            }
        }

        _log.Add(bytes);
    }

    private void Type()
    {
        while (_typed.TryPeek(out var next))
        {
            if (!TypeSome(next)) break;
            if (next.Done.IsCompleted) _typed.Dequeue();
        }

        if (_isClosed || _isFull == _typed.Count > 0) return;
        _isFull = !_isFull;
        _pump.WatchWritable(_terminal, _isFull);
    }

    private bool TypeSome(TypedBytes next)
    {
        if (next.IsCancelled)
        {
            next.Drop();
        }
        else if (_isHandedOver)
        {
            next.HandOver();
        }
        else
        {
            var count = _isClosed || _hasEnded ? -1 : _terminal.Write(next.Rest.Span);
            if (count < 0) next.Fail(IsGone);
            else next.Advance(count);
            return count != 0;
        }

        return true;
    }

    private void SetSize(TerminalSize size)
    {
        if (_isClosed || !size.IsValid || size == _size) return;
        _size = size;
        _terminal.Resize(size);
    }

    private void End(string? how)
    {
        _hasEnded = true;
        foreach (var watch in _watches) watch.End(how);
        _watches.Clear();
        _backlog.Clear();
        Type();
    }

    private void Close()
    {
        _isClosed = true;
        _log.Flush();
        _log.Dispose();
        _pump.Close(_terminal);
        Type();
    }
}
