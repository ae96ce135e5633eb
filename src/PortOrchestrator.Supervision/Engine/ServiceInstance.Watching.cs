using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class ServiceInstance
{
    private const string AwaitsChangeText = "starts again when a watched file changes";

    // A service that writes into what it watches would otherwise be restarted for ever.
    private const int MostChangeRestarts = 10;
    private static readonly TimeSpan ChangeRestartTime = TimeSpan.FromMinutes(1);

    private readonly Queue<long> _changeRestarts = new();
    private string? _cause;
    private string? _watchProblem;
    private bool _watchSuspended;

    /// <summary>Whether a change of its files restarts it at present.</summary>
    public bool WatchesFiles => Wanted && Definition.Watch is not null && !Spec.IsExternal && !_watchSuspended;

    /// <summary>It has ended, and a change of its files starts it again.</summary>
    public bool AwaitsChange => State is ServiceState.Completed or ServiceState.Failed && WatchesFiles;

    /// <summary>What cannot be watched; null when all can.</summary>
    public string? WatchProblem
    {
        get => _watchProblem;
        set
        {
            Dirty |= _watchProblem != value;
            _watchProblem = value;
        }
    }

    /// <summary>Whether it has to be restarted for a change of its files.</summary>
    /// <param name="change">The change.</param>
    public bool IsOutdatedBy(FileChange change)
    {
        // What is about to start anyway starts with the changed files, and so did a process that was started after the change.
        if (!WatchesFiles || StopRequested || IsStopping || State is ServiceState.Pending or ServiceState.Stopping or ServiceState.Skipped) return false;
        if (_startTimestamp > change.LastAt) return false;
        var now = _time.GetTimestamp();
        while (_changeRestarts.TryPeek(out var oldest) && _time.GetElapsedTime(oldest, now) > ChangeRestartTime) _changeRestarts.Dequeue();
        if (_changeRestarts.Count == MostChangeRestarts)
        {
            _watchSuspended = true;
            WatchProblem = $"restarted {MostChangeRestarts} times within a minute because files changed, the last of them '{change.Path}'; its files are watched "
                + $"again after 'portorch restart {Name}'. Exclude what it writes itself";
            return false;
        }

        _changeRestarts.Enqueue(now);
        return true;
    }

    /// <summary>Stops it, if it runs, and starts it again.</summary>
    /// <param name="cause">Why, for its state.</param>
    public void StartAgain(string cause)
    {
        AskToStop(startAgain: true, cause);
        _cause = cause;
    }

    // Whoever starts or stops it by hand has seen what the restarts were about.
    private void ForgetChanges()
    {
        _cause = null;
        ResumeWatch();
    }

    private void ResumeWatch()
    {
        _changeRestarts.Clear();
        if (!_watchSuspended) return;
        _watchSuspended = false;
        WatchProblem = null;
    }
}
