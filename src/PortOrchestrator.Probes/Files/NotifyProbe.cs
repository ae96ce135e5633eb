using System.Net.Sockets;
using System.Text;

namespace PortOrchestrator.Probes.Files;

// Owns the socket from its making to its disposal and always reads it: a full queue would block the service that writes to it.
internal sealed class NotifyProbe : TimedProbe, IAsyncDisposable
{
    private readonly string _path;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    public NotifyProbe(NotifyCheck check, ProbeContext context)
        : base(check.ToString(), ProbePace.Costly, context.TimeProvider)
    {
        _path = context.NotifySocket ?? throw new ArgumentException("the service has no notify socket");
        _socket = Bind(_path);
        _reading = ReadAsync(_stop.Token);
    }

    protected override string WhenSilent => "no READY=1";

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _socket.Dispose();
        File.Delete(_path);
        _stop.Dispose();
    }

    protected override async Task<ProbeResult> AttemptAsync(CancellationToken cancellationToken)
    {
        await _ready.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Success();
    }

    private static Socket Bind(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            var address = new UnixDomainSocketEndPoint(path);
            File.Delete(path);
            socket.Bind(address);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
                var lines = Encoding.UTF8.GetString(buffer, 0, read).Split('\n', StringSplitOptions.TrimEntries);
                if (lines.Contains("READY=1", StringComparer.Ordinal)) _ready.TrySetResult();
            }
        }
        catch (OperationCanceledException)
        {
            _ready.TrySetException(new IOException("the socket is closed"));
        }
        catch (SocketException e)
        {
            _ready.TrySetException(e);
        }
    }
}
