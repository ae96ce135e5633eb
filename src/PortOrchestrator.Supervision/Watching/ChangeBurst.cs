using System.Threading.Channels;

namespace PortOrchestrator.Supervision.Watching;

/// <summary>Makes one of the many changes that belong together: it is told of when nothing more has changed for a while. Thread-safe.</summary>
internal sealed class ChangeBurst : IDisposable
{
    private readonly Channel<string?> _first = Channel.CreateBounded<string?>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _end = new();
    private readonly TimeSpan _quiet;
    private readonly TimeProvider _time;
    private long _lastAt;

    /// <param name="quiet">How long nothing more must have changed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Takes each burst, one after the other.</param>
    public ChangeBurst(TimeSpan quiet, TimeProvider time, Action<FileChange> tell)
    {
        (_quiet, _time) = (quiet, time);
        _ = Task.Run(() => WorkAsync(tell, _end.Token));
    }

    public void Note(string? path)
    {
        Interlocked.Exchange(ref _lastAt, _time.GetTimestamp());
        _first.Writer.TryWrite(path);
    }

    public void Dispose() => _end.Cancel();

    private async Task WorkAsync(Action<FileChange> tell, CancellationToken end)
    {
        try
        {
            while (true)
            {
                var path = await _first.Reader.ReadAsync(end).ConfigureAwait(false);
                while (true)
                {
                    // Emptied before the clock is asked: what comes after the answer is the beginning of the next burst.
                    while (_first.Reader.TryRead(out _))
                    {
                    }

                    var lastAt = Interlocked.Read(ref _lastAt);
                    var rest = _quiet - _time.GetElapsedTime(lastAt);
                    if (rest <= TimeSpan.Zero)
                    {
                        tell(new FileChange(path, lastAt));
                        break;
                    }

                    await Task.Delay(rest, _time, end).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The watch is over.
        }
    }
}
