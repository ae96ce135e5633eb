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
    private readonly Dictionary<(int Pid, long Started), Mark> _marks = [];
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

    /// <summary>
    /// Whether a process was started as an instance, or by one. A program may clear its environment, one that changes its user may set its limits anew,
    /// and whoever has another tag is another service's. What was spawned and has not got as far as its own environment has the tag already.
    /// </summary>
    public bool IsMarked(ProcessStat process, string instanceId)
    {
        var key = (process.Pid, process.StartTime);
        Mark mark;
        lock (_marks)
        {
            if (_marks.TryGetValue(key, out mark)) return mark.IsOf(instanceId);
        }

        mark = Mark.Read(process.Pid);
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

    private readonly record struct Mark(ulong? Tag, string? InstanceId)
    {
        public bool IsNone => Tag is null && InstanceId is null;

        public static Mark Read(int pid) => InstanceTag.Read(pid) is { } tag ? new Mark(tag, null) : new Mark(null, InstanceMarker.Read(pid));

        public bool IsOf(string instanceId) => Tag is { } tag ? tag == InstanceTag.Of(instanceId) : InstanceId == instanceId;
    }
}
