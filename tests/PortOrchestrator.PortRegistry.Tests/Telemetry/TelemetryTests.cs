using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PortOrchestrator.PortRegistry.Tests.Telemetry;

[CancelAfter(60_000)]
internal sealed class TelemetryTests : RegistryFixture
{
    [Test]
    public async Task Spans_OfEveryKindOfCall_CarryTheirTags(CancellationToken cancellationToken)
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(spans);
        using var parent = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        var registry = await OpenAsync(AllFree());
        var port = (await registry.AllocateAsync(Some.Request(), cancellationToken)).Allocation!.Port;
        await registry.AllocateBlockAsync(new PortBlockRequest { Project = Some.Project(), Members = [new() { Service = "a" }, new() { Service = "b" }] }, cancellationToken);
        await registry.ReleaseAsync(new PortQuery { ProjectId = "shop" }, cancellationToken);
        await registry.PruneAsync(cancellationToken: cancellationToken);

        // Other tests may run at the same time, under other parents.
        var mine = spans.Where(s => s.TraceId == parent.TraceId).ToList();
        Assert.That(mine.Select(s => s.OperationName), Is.EqualTo(
        [
            PortRegistryTelemetry.OpenSpan, PortRegistryTelemetry.AllocateSpan, PortRegistryTelemetry.AllocateBlockSpan,
            PortRegistryTelemetry.ReleaseSpan, PortRegistryTelemetry.PruneSpan,
        ]));
        Assert.That(mine[0].GetTagItem(PortRegistryTelemetry.PathTag), Is.EqualTo(RegistryFile));
        Assert.That(Tags(mine[1]), Is.EqualTo(new Dictionary<string, object?>
        {
            [PortRegistryTelemetry.ProjectTag] = "shop",
            [PortRegistryTelemetry.CheckoutTag] = "main",
            [PortRegistryTelemetry.ServiceTag] = "web",
            [PortRegistryTelemetry.OutcomeTag] = "Allocated",
            [PortRegistryTelemetry.PortTag] = port,
        }));
        Assert.That(mine[2].GetTagItem(PortRegistryTelemetry.CountTag), Is.EqualTo(2));
        Assert.That(mine[3].GetTagItem(PortRegistryTelemetry.CountTag), Is.EqualTo(3));
        Assert.That(mine.Select(s => s.Status), Is.All.EqualTo(ActivityStatusCode.Unset));
    }

    [Test]
    public async Task AllocateAllAsync_SeveralMissing_TakesTheLockOnce(CancellationToken cancellationToken)
    {
        using var meter = new Recorder();
        var registry = await OpenAsync(AllFreeBut(9092));
        await registry.AllocateAsync(Some.Request("web"), cancellationToken);
        meter.Clear();

        await registry.AllocateAllAsync([Some.Request("web"), Some.Request("api"), Some.Exact(9092, "kafka"), Some.Request("db")], cancellationToken);
        await registry.AllocateAllAsync([Some.Request("web"), Some.Request("api"), Some.Request("db")], cancellationToken);

        Assert.That(meter.Of(PortRegistryTelemetry.LockWaitHistogram), Has.Count.EqualTo(1), "what is there is only read");
        Assert.That(meter.Of(PortRegistryTelemetry.AllocationsCounter).Select(c => c.Item1), Is.EqualTo(new[] { "Existing", "Allocated", "Conflict", "Allocated", "Existing", "Existing", "Existing" }));
    }

    [Test]
    public async Task Span_OfACallThatFails_SaysWhy(CancellationToken cancellationToken)
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(spans);
        using var parent = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        var registry = await OpenAsync(AllFree(), options: Options with { TimeProvider = TimeProvider.System, LockTimeout = TimeSpan.Zero });
        using var stranger = SqliteFile.LockForWriting(RegistryFile);

        Assert.That(async () => await registry.AllocateAsync(Some.Request(), cancellationToken), Throws.TypeOf<RegistryException>());

        var span = spans.Single(s => s.TraceId == parent.TraceId && s.OperationName == PortRegistryTelemetry.AllocateSpan);
        Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(span.StatusDescription, Does.Contain("locked"));
    }

    [Test]
    public async Task OpenAsync_ThatFails_LeavesNoSpanOpen()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(spans);
        using var parent = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        Assert.That(async () => await OpenAsync(Options with { Path = Folder }), Throws.TypeOf<RegistryException>());

        var span = spans.Single(s => s.TraceId == parent.TraceId);
        Assert.That(span.OperationName, Is.EqualTo(PortRegistryTelemetry.OpenSpan));
        Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Error));
    }

    [Test]
    public async Task Counters_CountOutcomesAndConflicts(CancellationToken cancellationToken)
    {
        using var meter = new Recorder();
        var registry = await OpenAsync(AllFreeBut(9092));
        meter.Clear();

        await registry.AllocateAsync(Some.Request(), cancellationToken);
        await registry.AllocateAsync(Some.Request(), cancellationToken);
        await registry.AllocateAsync(Some.Exact(9092, "kafka"), cancellationToken);

        Assert.That(meter.Of(PortRegistryTelemetry.AllocationsCounter), Is.EqualTo([("Allocated", 1.0), ("Existing", 1.0), ("Conflict", 1.0)]));
        Assert.That(meter.Of(PortRegistryTelemetry.ConflictsCounter), Has.Count.EqualTo(1));
        Assert.That(meter.Of(PortRegistryTelemetry.DecisionHistogram), Has.Count.EqualTo(2), "a look-up decides nothing");
        Assert.That(meter.Of(PortRegistryTelemetry.LockWaitHistogram), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task LockWait_BehindAnotherWriter_IsMeasured(CancellationToken cancellationToken)
    {
        using var meter = new Recorder();
        var registry = await OpenAsync(AllFree(), options: Options with { TimeProvider = TimeProvider.System });
        var stranger = SqliteFile.LockForWriting(RegistryFile);
        meter.Clear();
        var allocation = Task.Run(() => registry.AllocateAsync(Some.Request(), cancellationToken), cancellationToken);

        await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        Assert.That(meter.Of(PortRegistryTelemetry.LockWaitHistogram), Is.Empty);
        stranger.Dispose();
        await allocation;

        Assert.That(meter.Of(PortRegistryTelemetry.LockWaitHistogram).Single().Value, Is.GreaterThan(1));
        Assert.That(meter.Of(PortRegistryTelemetry.LockWaitsCounter), Is.EqualTo([(null as string, 1.0)]));
    }

    [Test]
    public async Task Meter_OfADisposedRegistry_IsGone()
    {
        using var meter = new Recorder();
        var before = meter.Open;
        var registry = await OpenAsync(AllFree());
        Assert.That(meter.Open, Is.EqualTo(before + 5));

        await registry.DisposeAsync();

        Assert.That(meter.Open, Is.EqualTo(before));
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == PortRegistryTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static Dictionary<string, object?> Tags(Activity span) => span.TagObjects.ToDictionary(t => t.Key, t => t.Value);

    /// <summary>Writes down what every meter of the name says; the tests of this assembly run one after another.</summary>
    private sealed class Recorder : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, string? Outcome, double Value)> _said = new();
        private int _open;

        public Recorder()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != PortRegistryTelemetry.MeterName) return;
                Interlocked.Increment(ref _open);
                listener.EnableMeasurementEvents(instrument);
            };
            _listener.MeasurementsCompleted = (_, _) => Interlocked.Decrement(ref _open);
            _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Say(i, value, tags));
            _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Say(i, value, tags));
            _listener.Start();
        }

        public int Open => Volatile.Read(ref _open);

        public void Clear() => _said.Clear();

        public List<(string? Outcome, double Value)> Of(string name) => [.. _said.Where(s => s.Name == name).Select(s => (s.Outcome, s.Value))];

        public void Dispose() => _listener.Dispose();

        private void Say(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _said.Enqueue((instrument.Name, tags.IsEmpty ? null : (string?)tags[0].Value, value));
    }
}
