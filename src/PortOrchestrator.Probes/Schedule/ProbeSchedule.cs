namespace PortOrchestrator.Probes.Schedule;

// When the next attempt is due and whether it is one that counts. Times are counted from the start of the run.
internal sealed class ProbeSchedule
{
    private readonly ProbeDefinition _definition;
    private readonly Func<ProbePace> _pace;
    private readonly TimeSpan _period;
    private readonly TimeSpan _steadyPeriod;
    private TimeSpan _nextConfigured;
    private TimeSpan? _lastEnd;
    private bool _steady;

    public ProbeSchedule(ProbeDefinition definition, Func<ProbePace> pace, TimeSpan? steadyPeriod)
    {
        _definition = definition;
        _pace = pace;
        _period = AtLeastOneMillisecond(definition.Period);
        _steadyPeriod = AtLeastOneMillisecond(steadyPeriod ?? definition.Period);
        _nextConfigured = definition.InitialDelay;
    }

    // With a threshold above one no extra success counts, so there would be no use in them.
    public bool TakesExtras => !_steady && _definition.SuccessThreshold <= 1;

    public ScheduledAttempt Next()
    {
        var configured = new ScheduledAttempt(_nextConfigured, _definition.Timeout, Extra: false);
        if (!TakesExtras) return configured;
        var pace = _pace();
        var at = _lastEnd is { } end ? end + Pause(end, pace) : TimeSpan.Zero;
        if (at < FirstExtra(pace)) at = FirstExtra(pace);
        return at < _nextConfigured ? Extra(at, pace) : configured;
    }

    /// <summary>An attempt at once, because of a sign.</summary>
    public ScheduledAttempt AtSign(TimeSpan now) => Extra(now, _pace());

    public void Finished(ScheduledAttempt attempt, TimeSpan started, TimeSpan ended, bool healthy)
    {
        _lastEnd = ended;
        if (healthy || _steady)
        {
            _steady = true;
            _nextConfigured = started + _steadyPeriod;
        }
        else if (!attempt.Extra)
        {
            // Slots that the attempt has run over are left out rather than made up for.
            var slots = Math.Floor((ended - _definition.InitialDelay) / _period) + 1;
            _nextConfigured = _definition.InitialDelay + (slots * _period);
        }
    }

    private ScheduledAttempt Extra(TimeSpan at, ProbePace pace) => new(at, Min(_definition.Timeout, pace.Timeout), Extra: true);

    private TimeSpan FirstExtra(ProbePace pace) => pace.DuringInitialDelay ? TimeSpan.Zero : _definition.InitialDelay;

    private TimeSpan Pause(TimeSpan waited, ProbePace pace)
    {
        var share = waited * pace.ShareOfTimeWaited;
        return Min(share > pace.ShortestPause ? share : pace.ShortestPause, _period);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan AtLeastOneMillisecond(TimeSpan time) => time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time;
}
