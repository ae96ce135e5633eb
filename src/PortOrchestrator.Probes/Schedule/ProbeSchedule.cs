namespace PortOrchestrator.Probes.Schedule;

// When the next attempt is due and whether it is one that counts. Times are counted from the start of the run.
internal sealed class ProbeSchedule
{
    private readonly ProbeDefinition _definition;
    private readonly ProbePace _pace;
    private readonly TimeSpan _period;
    private readonly TimeSpan _steadyPeriod;
    private readonly TimeSpan _firstExtra;
    private TimeSpan _nextConfigured;
    private TimeSpan? _lastEnd;
    private bool _steady;

    public ProbeSchedule(ProbeDefinition definition, ProbePace pace, TimeSpan? steadyPeriod)
    {
        _definition = definition;
        _pace = pace;
        _period = AtLeastOneMillisecond(definition.Period);
        _steadyPeriod = AtLeastOneMillisecond(steadyPeriod ?? definition.Period);
        _nextConfigured = definition.InitialDelay;
        _firstExtra = pace.DuringInitialDelay ? TimeSpan.Zero : definition.InitialDelay;
    }

    public ScheduledAttempt Next()
    {
        var configured = new ScheduledAttempt(_nextConfigured, _definition.Timeout, Extra: false);

        // With a threshold above one no extra success counts either, so there would be no use in them.
        if (_steady || _definition.SuccessThreshold > 1) return configured;
        var at = _lastEnd is { } end ? end + Pause(end) : TimeSpan.Zero;
        if (at < _firstExtra) at = _firstExtra;
        return at < _nextConfigured ? new ScheduledAttempt(at, Min(_definition.Timeout, _pace.Timeout), Extra: true) : configured;
    }

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

    private TimeSpan Pause(TimeSpan waited)
    {
        var share = waited * _pace.ShareOfTimeWaited;
        return Min(share > _pace.ShortestPause ? share : _pace.ShortestPause, _period);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan AtLeastOneMillisecond(TimeSpan time) => time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time;
}
