namespace PortOrchestrator.Supervision.Processes;

/// <summary>
/// Passes over /proc for many callers: all who wait while one is under way share the next. A thousand services that stop at once would
/// otherwise look at every process a thousand times. Thread-safe.
/// </summary>
internal sealed class ProcessSurveyor
{
    // The kernel counts start times in hundredths of a second on every architecture that .NET runs on.
    private const int MillisecondsPerTick = 10;
    private const int SettledAfterTicks = 100;

    private readonly object _gate = new();
    private readonly Dictionary<(int Pid, long Started), InstanceMark> _marks = [];
    private TaskCompletionSource<ProcessSurvey>? _next;
    private bool _isLooking;

    /// <summary>A pass that begins after this call, on this thread.</summary>
    public ProcessSurvey Look() => Pass();

    /// <summary>A pass that begins after this call and is shared with all who ask before it begins.</summary>
    public Task<ProcessSurvey> LookAsync()
    {
        lock (_gate)
        {
            _next ??= new TaskCompletionSource<ProcessSurvey>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_isLooking) _ = Task.Run(Work);
            _isLooking = true;
            return _next.Task;
        }
    }

    /// <summary>Whether a process was started as an instance, or by one.</summary>
    public bool IsMarked(ProcessStat process, string instanceId)
    {
        var key = (process.Pid, process.StartTime);
        InstanceMark mark;
        lock (_marks)
        {
            if (_marks.TryGetValue(key, out mark)) return mark.IsOf(instanceId);
        }

        mark = InstanceMark.Read(process.Pid);
        // What was just forked has what its parent has until it becomes itself.
        if (!mark.IsNone && Environment.TickCount64 / MillisecondsPerTick - process.StartTime > SettledAfterTicks)
        {
            lock (_marks) _marks[key] = mark;
        }

        return mark.IsOf(instanceId);
    }

    private void Work()
    {
        while (true)
        {
            TaskCompletionSource<ProcessSurvey> wanted;
            lock (_gate)
            {
                _isLooking = _next is not null;
                if (_next is null) return;
                (wanted, _next) = (_next, null);
            }

            try
            {
                wanted.SetResult(Pass());
            }
            catch (Exception e)
            {
                wanted.SetException(e);
            }
        }
    }

    private ProcessSurvey Pass()
    {
        var table = ProcessTable.Read();
        lock (_marks)
        {
            foreach (var (pid, started) in _marks.Keys.Where(k => !table.TryGetValue(k.Pid, out var stat) || stat.StartTime != k.Started).ToList())
                _marks.Remove((pid, started));
        }

        return new ProcessSurvey(table);
    }
}
