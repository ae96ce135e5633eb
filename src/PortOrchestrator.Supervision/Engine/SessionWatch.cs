using Microsoft.Extensions.Logging;
using PortOrchestrator.Sessions;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>
/// Looks whether sessions still want the services: when it is told to, when the owner of a session ends, and when a time is over that was known
/// before. In between it sleeps. Owned by the mailbox; what it tells was true in one transaction, and nothing was heard of sessions since that began.
/// </summary>
internal sealed class SessionWatch(ISessionStore store, SupervisorOptions options, Action<Action> post, Action<SessionUsage> tell, ILogger log) : IDisposable
{
    private static readonly TimeSpan NextTry = TimeSpan.FromSeconds(30);

    // What a timer takes.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private CancellationTokenSource _waits = new();
    private bool _isLooking;
    private bool _looksAgain;
    private bool _disposed;

    /// <summary>Looks, now or after the look that is under way.</summary>
    public void Look()
    {
        if (_disposed) return;
        _looksAgain = _isLooking;
        if (_isLooking) return;
        _isLooking = true;
        Forget();
        _ = LookAsync();
    }

    /// <summary>Nothing runs for sessions any more.</summary>
    public void Rest() => Forget();

    public void Dispose()
    {
        _disposed = true;
        Forget();
    }

    private async Task LookAsync()
    {
        SessionUsage? usage = null;
        try
        {
            usage = await store.ReviewAsync(options.Project).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.SessionsUnknown(log, NextTry.TotalSeconds, e.Message);
        }

        post(() => Hear(usage));
    }

    private void Hear(SessionUsage? usage)
    {
        _isLooking = false;
        if (_disposed) return;
        if (_looksAgain)
        {
            Look();
            return;
        }

        if (usage is null)
        {
            _ = LookAfterAsync(Task.Delay(NextTry, options.TimeProvider, _waits.Token));
            return;
        }

        Follow(usage);
        tell(usage);
    }

    private void Follow(SessionUsage usage)
    {
        foreach (var owner in usage.Live.Select(s => s.Owner).OfType<SessionOwner>().Distinct())
        {
            var process = new ProcessIdentity(owner.Pid, owner.Started, owner.BootId ?? "");
            // One that counts in another container's processes cannot be waited for from here.
            if (options.Inspector.IsAlive(process)) _ = LookAfterAsync(options.Inspector.WaitForExitAsync(process, _waits.Token));
        }

        var now = options.TimeProvider.GetUtcNow();
        var wait = usage.Live.Count > 0 ? usage.Live.Min(s => s.ExpiresAt) - now : usage.GraceLeft;
        if (wait is { } time && (time > TimeSpan.Zero || usage.Live.Count > 0)) _ = LookAfterAsync(Task.Delay(Within(time), options.TimeProvider, _waits.Token));
    }

    private async Task LookAfterAsync(Task awaited)
    {
        try
        {
            await awaited.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception e)
        {
            // An owner that cannot be waited for is looked at with all others, at the next occasion.
            Log.SessionsUnknown(log, NextTry.TotalSeconds, e.Message);
            return;
        }

        post(Look);
    }

    private void Forget()
    {
        // Not disposed: what hears of the cancellation runs elsewhere and later, never inside the mailbox.
        _ = _waits.CancelAsync();
        _waits = new CancellationTokenSource();
    }

    private static TimeSpan Within(TimeSpan time) =>
        time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time < LongestWait ? time : LongestWait;
}
