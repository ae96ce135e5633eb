using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PortOrchestrator.PortRegistry.Telemetry;

/// <summary>What one registry tells about itself; costs a comparison where nobody listens. Thread-safe.</summary>
internal sealed class RegistryTelemetry : IDisposable
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly ActivitySource _source = new(PortRegistryTelemetry.ActivitySourceName);
    private readonly Meter _meter = new(PortRegistryTelemetry.MeterName);
    private readonly Counter<long> _allocations;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _lockWaits;
    private readonly Histogram<double> _lockWait;
    private readonly Histogram<double> _decision;

    public RegistryTelemetry(TimeProvider time)
    {
        _time = time;
        _allocations = _meter.CreateCounter<long>(PortRegistryTelemetry.AllocationsCounter, "{allocation}", "Answered wishes for a port.");
        _conflicts = _meter.CreateCounter<long>(PortRegistryTelemetry.ConflictsCounter, "{conflict}", "Wishes for a port that somebody else holds.");
        _lockWaits = _meter.CreateCounter<long>(PortRegistryTelemetry.LockWaitsCounter, "{wait}", "Writes that waited for the write lock.");
        _lockWait = _meter.CreateHistogram<double>(PortRegistryTelemetry.LockWaitHistogram, "ms", "How long writes waited for the write lock.");
        _decision = _meter.CreateHistogram<double>(PortRegistryTelemetry.DecisionHistogram, "ms", "How long the choice of a port took.");
    }

    /// <summary>Begins a span.</summary>
    /// <returns>Null when nobody listens.</returns>
    public Activity? Start(string name) => _source.HasListeners() ? _source.StartActivity(name) : null;

    /// <summary>Begins the span of a wish.</summary>
    /// <returns>Null when nobody listens.</returns>
    public Activity? Start(string name, ProjectIdentity project, string? service = null)
    {
        if (Start(name) is not { } span) return null;
        span.SetTag(PortRegistryTelemetry.ProjectTag, project.Name).SetTag(PortRegistryTelemetry.CheckoutTag, project.Checkout);
        return service is null ? span : span.SetTag(PortRegistryTelemetry.ServiceTag, service);
    }

    /// <summary>Tells how a wish ended.</summary>
    public void Answered(Activity? span, PortOutcome outcome, int? port)
    {
        if (_allocations.Enabled) _allocations.Add(1, new KeyValuePair<string, object?>(PortRegistryTelemetry.OutcomeTag, OutcomeName(outcome)));
        if (outcome == PortOutcome.Conflict && _conflicts.Enabled) _conflicts.Add(1);
        if (span is null) return;
        span.SetTag(PortRegistryTelemetry.OutcomeTag, OutcomeName(outcome));
        if (port is { } number) span.SetTag(PortRegistryTelemetry.PortTag, number);
    }

    /// <summary>The time from which a wait for the lock, or a decision, is measured; 0 when nobody wants to know.</summary>
    public long Mark() => _lockWait.Enabled || _lockWaits.Enabled || _decision.Enabled ? _time.GetTimestamp() : 0;

    /// <summary>Tells that the write lock was had.</summary>
    public void Locked(long mark)
    {
        if (mark == 0) return;
        var waited = _time.GetElapsedTime(mark);
        _lockWait.Record(waited.TotalMilliseconds);
        if (waited >= Noticeable) _lockWaits.Add(1);
    }

    /// <summary>Tells that a port was chosen, or none.</summary>
    public void Decided(long mark)
    {
        if (mark != 0) _decision.Record(_time.GetElapsedTime(mark).TotalMilliseconds);
    }

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }

    // Boxing an enumeration value, as a tag would, makes listeners show its number or pay for its name.
    private static string OutcomeName(PortOutcome outcome) => outcome switch
    {
        PortOutcome.Allocated => nameof(PortOutcome.Allocated),
        PortOutcome.Existing => nameof(PortOutcome.Existing),
        PortOutcome.Shared => nameof(PortOutcome.Shared),
        PortOutcome.External => nameof(PortOutcome.External),
        PortOutcome.Conflict => nameof(PortOutcome.Conflict),
        PortOutcome.ReservedBySystem => nameof(PortOutcome.ReservedBySystem),
        PortOutcome.PoolExhausted => nameof(PortOutcome.PoolExhausted),
        _ => outcome.ToString(),
    };
}
