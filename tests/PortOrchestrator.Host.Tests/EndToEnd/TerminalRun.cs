using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>A program that a test has started on a terminal, with everything that is shown on that.</summary>
internal sealed class TerminalRun : IAsyncDisposable
{
    private readonly PosixProcessLauncher _launcher = new();
    private readonly TerminalPump _pump = new(NullLogger.Instance);
    private readonly CancellationTokenSource _end = new();
    private readonly StringBuilder _shown = new();
    private readonly LaunchedProcess _process;
    private readonly ServiceTerminal _terminal;
    private readonly TerminalWatch _watch;
    private readonly Task _watching;

    public TerminalRun(IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, TerminalSize size)
    {
        _process = _launcher.Launch(new LaunchRequest { Arguments = arguments, WorkingDirectory = folder, Environment = environment, Terminal = size });
        _terminal = _pump.Add(_process.Terminal!, "/dev/null", size);
        _watch = _terminal.Watch(size);
        _watching = Task.Run(WatchAsync);
    }

    public int Pid => _process.Identity.Pid;

    public string Shown
    {
        get
        {
            lock (_shown) return _shown.ToString();
        }
    }

    public Task TypeAsync(string text) => _terminal.TypeAsync(Encoding.UTF8.GetBytes(text), null, default);

    public void Resize(int columns, int rows) => _terminal.Resize(new TerminalSize(columns, rows));

    public async Task<int> EndAsync()
    {
        var code = await _process.Exited.WaitAsync(TimeSpan.FromSeconds(60));
        await _terminal.EndAsync("ended");
        await _watching;
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _watch.Dispose();
        // The terminal hangs up on what still runs on it.
        _pump.Dispose();
        _launcher.Dispose();
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var bytes in _watch.ReadAsync(_end.Token))
            {
                lock (_shown) _shown.Append(Encoding.UTF8.GetString(bytes));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
