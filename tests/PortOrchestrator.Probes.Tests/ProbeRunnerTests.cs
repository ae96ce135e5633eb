using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using PortOrchestrator.Configuration;
using PortOrchestrator.Services;

namespace PortOrchestrator.Probes.Tests;

[CancelAfter(20_000)]
internal sealed class ProbeRunnerTests
{
    private readonly FakeTimeProvider _clock = new();

    [Test]
    public async Task Run_NetworkProbeNeverHealthy_ChecksAtOnceThenEverMoreRarely()
    {
        var probe = new FakeProbe(_clock, _ => false);

        var reports = await CollectAsync(probe, new ProbeDefinition { Check = new NotifyCheck() }, milliseconds: 6100);

        Assert.That(probe.Attempts.Take(4), Is.EqualTo(new[] { 0d, 10, 20, 30 }));
        Assert.That(probe.Attempts, Does.Contain(2000d).And.Contain(4000d).And.Contain(6000d));
        var gaps = probe.Attempts.Zip(probe.Attempts.Skip(1), (a, b) => (At: a, Gap: b - a)).ToList();
        Assert.That(gaps.Where(g => g.At + g.Gap is not (2000 or 4000 or 6000)).All(g => g.Gap >= Math.Max(10, g.At * 0.05) - 1), Is.True);
        Assert.That(gaps.All(g => g.Gap <= Math.Max(10, g.At * 0.05) + 2), Is.True);
        Assert.That(reports.Select(r => (r.At, r.Report.Health, r.Report.Changed, r.Report.Failures)), Is.EqualTo(new[]
        {
            (0d, ServiceHealth.Unknown, false, 1),
            (2000d, ServiceHealth.Unknown, false, 2),
            (4000d, ServiceHealth.Unhealthy, true, 3),
            (6000d, ServiceHealth.Unhealthy, false, 4),
        }));
    }

    [Test]
    public async Task Run_NetworkProbeHealthyDuringInitialDelay_IsReadyAtOnceThenSteady()
    {
        var probe = new FakeProbe(_clock, at => at >= 300);
        var definition = new ProbeDefinition { Check = new NotifyCheck(), InitialDelay = TimeSpan.FromSeconds(5) };

        var reports = await CollectAsync(probe, definition, milliseconds: 70_000, steady: TimeSpan.FromSeconds(30));

        Assert.That(reports, Has.Count.EqualTo(3));
        Assert.That(reports[0].At, Is.InRange(300, 320));
        Assert.That(reports[0].Report, Has.Property("Health").EqualTo(ServiceHealth.Healthy).And.Property("Changed").True);
        Assert.That(reports[1].At - reports[0].At, Is.EqualTo(30_000).Within(1));
        Assert.That(reports[2].At - reports[1].At, Is.EqualTo(30_000).Within(1));
    }

    [Test]
    public async Task Run_CostlyProbe_WaitsForTheInitialDelayAndItsOwnPace()
    {
        var probe = new FakeProbe(_clock, _ => false, ProbePace.Costly);
        var definition = new ProbeDefinition { Check = new NotifyCheck(), InitialDelay = TimeSpan.FromSeconds(1) };

        await CollectAsync(probe, definition, milliseconds: 1500);

        Assert.That(probe.Attempts, Is.EqualTo(new[] { 1000d, 1100, 1210, 1331, 1465 }).Within(1));
    }

    [Test]
    public async Task Run_ProbeWithoutAPace_IsTreatedAsCostly()
    {
        var times = new List<double>();
        var start = _clock.GetUtcNow();
        var probe = Substitute.For<IProbe>();
        probe.CheckAsync(Arg.Any<CancellationToken>()).Returns(_ =>
        {
            times.Add((_clock.GetUtcNow() - start).TotalMilliseconds);
            return new ProbeResult { Success = false };
        });

        await CollectAsync(probe, new ProbeDefinition { Check = new NotifyCheck() }, milliseconds: 120);

        Assert.That(times, Is.EqualTo(new[] { 0d, 50, 100 }));
    }

    [Test]
    public async Task Run_PeriodShorterThanThePace_IsTheUpperBound()
    {
        var probe = new FakeProbe(_clock, _ => false, ProbePace.Costly);

        await CollectAsync(probe, new ProbeDefinition { Check = new NotifyCheck(), Period = TimeSpan.FromMilliseconds(20) }, milliseconds: 100);

        Assert.That(probe.Attempts, Is.EqualTo(new[] { 0d, 20, 40, 60, 80, 100 }));
    }

    [Test]
    public async Task Run_SuccessThresholdAboveOne_CountsConfiguredSuccessesOnly()
    {
        var probe = new FakeProbe(_clock, _ => true);

        var reports = await CollectAsync(probe, new ProbeDefinition { Check = new NotifyCheck(), SuccessThreshold = 3 }, milliseconds: 4100);

        Assert.That(probe.Attempts, Is.EqualTo(new[] { 0d, 2000, 4000 }));
        Assert.That(reports.Select(r => r.Report.Health), Is.EqualTo(new[] { ServiceHealth.Unknown, ServiceHealth.Unknown, ServiceHealth.Healthy }));
    }

    [Test]
    public async Task Run_FailuresAfterHealthy_TurnUnhealthyAtTheThresholdAndBack()
    {
        var probe = new FakeProbe(_clock, at => at is < 1000 or > 4500 or (> 1900 and < 2100));
        var definition = new ProbeDefinition { Check = new NotifyCheck(), Period = TimeSpan.FromSeconds(1), FailureThreshold = 2 };

        var reports = await CollectAsync(probe, definition, milliseconds: 5100);

        Assert.That(reports.Select(r => (r.Report.Health, r.Report.Failures)), Is.EqualTo(new[]
        {
            (ServiceHealth.Healthy, 0), (ServiceHealth.Healthy, 1), (ServiceHealth.Healthy, 0),
            (ServiceHealth.Healthy, 1), (ServiceHealth.Unhealthy, 2), (ServiceHealth.Healthy, 0),
        }));
        Assert.That(reports.Select(r => r.Report.Changed), Is.EqualTo(new[] { true, false, false, false, true, true }));
    }

    [Test]
    public async Task Run_SlowAttempts_EndAtTheirTimeoutAndNeverOverlap()
    {
        var running = 0;
        var overlapped = false;
        var lengths = new List<double>();
        var probe = Substitute.For<IPacedProbe>();
        probe.Pace.Returns(ProbePace.Network);
        probe.CheckAsync(Arg.Any<CancellationToken>()).Returns(async call =>
        {
            overlapped |= Interlocked.Increment(ref running) > 1;
            var start = _clock.GetTimestamp();
            var cancelled = new TaskCompletionSource();
            await using (call.Arg<CancellationToken>().Register(cancelled.SetResult)) await cancelled.Task;
            lengths.Add(_clock.GetElapsedTime(start).TotalMilliseconds);
            Interlocked.Decrement(ref running);
            call.Arg<CancellationToken>().ThrowIfCancellationRequested();
            return new ProbeResult { Success = true };
        });

        var reports = await CollectAsync(probe, new ProbeDefinition { Check = new NotifyCheck() }, milliseconds: 3500);

        Assert.That(overlapped, Is.False);
        Assert.That(lengths[0], Is.EqualTo(1000));
        Assert.That(lengths.Skip(1).Take(3), Has.All.EqualTo(250));
        Assert.That(reports[0].Report.Result.Reason, Is.EqualTo("no answer within 1 s"));
    }

    [Test]
    public async Task Run_ProbeThrows_IsAFailedAttempt()
    {
        var probe = Substitute.For<IProbe>();
        probe.CheckAsync(Arg.Any<CancellationToken>()).Returns<ProbeResult>(_ => throw new InvalidOperationException("broken"));

        var reports = await CollectAsync(probe, new ProbeDefinition { Check = new NotifyCheck(), FailureThreshold = 1 }, milliseconds: 10);

        Assert.That(reports.Single().Report.Health, Is.EqualTo(ServiceHealth.Unhealthy));
        Assert.That(reports.Single().Report.Result.Reason, Is.EqualTo("broken"));
    }

    private async Task<List<(double At, HealthReport Report)>> CollectAsync(
        IProbe probe, ProbeDefinition definition, int milliseconds, TimeSpan? steady = null)
    {
        var start = _clock.GetUtcNow();
        var reports = new List<(double, HealthReport)>();
        using var stop = new CancellationTokenSource();

        // Without a synchronization context everything that a tick sets off has run when Advance returns.
        var run = await Task.Run(() =>
        {
            var started = RunAsync();
            for (var i = 0; i < milliseconds; i++) _clock.Advance(TimeSpan.FromMilliseconds(1));
            return Task.FromResult(started);
        });
        await stop.CancelAsync();
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        return reports;

        async Task RunAsync()
        {
            await foreach (var report in ProbeRunner.RunAsync(probe, definition, steady, _clock, stop.Token))
            {
                reports.Add(((_clock.GetUtcNow() - start).TotalMilliseconds, report));
            }
        }
    }
}
