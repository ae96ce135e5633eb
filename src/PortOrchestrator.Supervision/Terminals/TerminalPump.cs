using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Terminals;

/// <summary>
/// Owns the terminals of all services on one thread, which sleeps until a service writes, reads, or somebody has something to type.
/// <see cref="Add"/>, <see cref="Post"/> and <see cref="Dispose"/> are thread-safe; everything else happens on that thread.
/// </summary>
internal sealed class TerminalPump : IDisposable
{
    private readonly ConcurrentQueue<Action> _steps = new();
    private readonly Dictionary<int, ServiceTerminal> _terminals = [];
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly EpollSet _set = new();
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private bool _ending;
    private volatile bool _isOver;

    public TerminalPump(ILogger logger)
    {
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "terminals" };
        _thread.Start();
    }

    /// <summary>Where terminals put what they read.</summary>
    public Span<byte> Buffer => _buffer;

    /// <summary>Takes over a terminal: its output goes to the log from now on.</summary>
    public ServiceTerminal Add(PseudoTerminal terminal, string log, TerminalSize size) =>
        Watch(terminal, new ServiceTerminal(this, terminal, new TerminalLog(log, _logger), size));

    /// <summary>Goes on with a terminal that the program before this one in the process has handed over.</summary>
    public ServiceTerminal Continue(HandedTerminal handed, string log)
    {
        var terminal = PseudoTerminal.Continue(handed.Descriptor, handed.Path);
        var size = new TerminalSize(handed.Columns, handed.Rows);
        return Watch(terminal, new ServiceTerminal(this, terminal, new TerminalLog(log, _logger, handed.HasReturn), size, handed));
    }

    /// <summary>Leaves terminals open for the next program of this process, and ends.</summary>
    /// <param name="owners">The terminals, and whose they are.</param>
    public IReadOnlyList<HandedTerminal> HandOver(IReadOnlyCollection<(ServiceTerminal Terminal, string Service, string InstanceId)> owners)
    {
        var handed = new List<HandedTerminal>();
        Post(() =>
        {
            foreach (var (terminal, service, id) in owners)
            {
                if (terminal.OnHandedOver(service, id) is { } one) handed.Add(one);
            }

            foreach (var one in handed) _terminals.Remove(one.Descriptor);
            _ending = true;
        });
        _thread.Join();
        return handed;
    }

    private ServiceTerminal Watch(PseudoTerminal terminal, ServiceTerminal service)
    {
        Post(() =>
        {
            _terminals.Add(terminal.Descriptor, service);
            _set.Add(terminal.Descriptor);
        });
        return service;
    }

    /// <summary>Does something on the thread of the terminals, in the order of the calls. Returns false when it has ended.</summary>
    public bool Post(Action step)
    {
        if (_isOver) return false;
        _steps.Enqueue(step);
        _set.Wake();
        return true;
    }

    public void WatchWritable(PseudoTerminal terminal, bool writable) => _set.Watch(terminal.Descriptor, writable);

    /// <summary>Forgets a terminal and closes it.</summary>
    public void Close(PseudoTerminal terminal)
    {
        _terminals.Remove(terminal.Descriptor);
        _set.Remove(terminal.Descriptor);
        terminal.Dispose();
    }

    /// <summary>Closes all terminals: their services are told that they have hung up.</summary>
    public void Dispose()
    {
        Post(() => _ending = true);
        _thread.Join();
        _set.Dispose();
    }

    private void Run()
    {
        var ready = new List<(int Descriptor, uint Events)>();
        while (!_ending)
        {
            _set.Wait(ready);
            while (_steps.TryDequeue(out var step)) Attempt(step);
            foreach (var (descriptor, events) in ready)
            {
                if (_terminals.TryGetValue(descriptor, out var terminal)) OnReady(terminal, (events & EpollSet.Writable) != 0);
            }
        }

        _isOver = true;
        while (_steps.TryDequeue(out var late)) Attempt(late);
        foreach (var terminal in _terminals.Values.ToList()) Attempt(terminal.OnAbandoned);
    }

    private void OnReady(ServiceTerminal terminal, bool writable)
    {
        try
        {
            terminal.OnReady(writable);
        }
        catch (Exception e)
        {
            // Left in the set it would wake this thread again and again.
            Log.MessageFailed(_logger, e.ToString());
            Attempt(terminal.OnAbandoned);
        }
    }

    // A defect in one terminal must not stop those of the others.
    private void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            Log.MessageFailed(_logger, e.ToString());
        }
    }
}
