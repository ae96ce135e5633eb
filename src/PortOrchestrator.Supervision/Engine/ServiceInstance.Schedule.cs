using System.Globalization;

namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class ServiceInstance
{
    // The clock may be set meanwhile, and a timer has a longest time: the schedule is looked at again at least so often.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromHours(1);

    private CancellationTokenSource _scheduleTimer = new();
    private DateTimeOffset? _due;
    private int _scheduleTurn;

    /// <summary>The clock starts it, not the start of the project.</summary>
    public bool IsScheduled => NextSpec.Definition.Schedule is not null;

    /// <summary>A turn came while it still ran.</summary>
    public bool MissedTurn { get; set; }

    // The runs are counted from here; a first one at once when the configuration says so or somebody asks for it by name.
    private void Enqueue(bool atOnce)
    {
        if (NextSpec.Definition.Schedule is not { } schedule)
        {
            Become(ServiceState.Pending, _cause);
            return;
        }

        AwaitTurn(_time.GetUtcNow());
        if (atOnce || schedule.RunOnStart) Become(ServiceState.Pending, null);
        else Rest(null);
    }

    /// <summary>Its time may have come.</summary>
    private bool OnDue(InstanceEvent.Due message)
    {
        if (message.Turn != _scheduleTurn || !Wanted || _due is not { } due) return false;
        var now = _time.GetUtcNow();
        if (now < due)
        {
            Arm(due - now);
            return true;
        }

        AwaitTurn(due);
        // Whether one that still runs is run once more is up to the owner, who knows of all runs.
        if (State == ServiceState.Scheduled) Become(ServiceState.Pending, null);
        else MissedTurn = true;
        Dirty = true;
        return true;
    }

    private void AwaitTurn(DateTimeOffset after)
    {
        var now = _time.GetUtcNow();
        _due = NextSpec.Definition.Schedule is { } schedule ? ScheduleClock.Next(schedule, after, now, _time.LocalTimeZone) : null;
        if (_due is { } due) Arm(due - now);
    }

    private void Arm(TimeSpan delay)
    {
        ForgetTurn();
        _effects.Schedule(delay < LongestTimer ? delay : LongestTimer, new InstanceEvent.Due(Name, Generation, _scheduleTurn), _scheduleTimer.Token);
    }

    private void ForgetTurn()
    {
        _scheduleTurn++;
        _ = _scheduleTimer.CancelAsync();
        _scheduleTimer = new CancellationTokenSource();
    }

    private void Rest(string? lastRun)
    {
        var next = _due is { } due ? "next run at " + due.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "no further run";
        Become(ServiceState.Scheduled, lastRun is null ? next : $"last run {lastRun}; {next}");
    }
}
