using PortOrchestrator.Configuration;
using PortOrchestrator.Services;

namespace PortOrchestrator.Probes.Tests;

[CancelAfter(20_000)]
internal sealed class SignalTests
{
    private static readonly ProbeDefinition Rare = new() { Check = new NotifyCheck(), Period = TimeSpan.FromHours(1) };

    [Test]
    public async Task RunAsync_SignComes_IsCheckedAtOnce(CancellationToken cancellationToken)
    {
        var probe = new SignalledProbe();
        await using var reports = ProbeRunner.RunAsync(probe, Rare, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.That(await reports.MoveNextAsync(), "the first configured attempt");
        var next = reports.MoveNextAsync();

        await probe.GiveAsync(passes: false, cancellationToken);
        await probe.GiveAsync(passes: true, cancellationToken);

        Assert.That(await next);
        Assert.That(reports.Current, Has.Property("Health").EqualTo(ServiceHealth.Healthy));
        Assert.That(probe.Checks, Is.EqualTo(3));
    }

    [Test]
    public async Task RunAsync_HealthyWithoutTheSign_NobodyWaitsForIt(CancellationToken cancellationToken)
    {
        var probe = new SignalledProbe { Passes = true };
        await using var reports = ProbeRunner.RunAsync(probe, Rare with { InitialDelay = TimeSpan.FromMilliseconds(1) }, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);

        Assert.That(await reports.MoveNextAsync());

        Assert.That(probe.Waiting);
        Assert.That(probe.Given.IsCancellationRequested);
    }

    // Its pace asks for nothing beside the configured attempts.
    private sealed class SignalledProbe : ISignalledProbe
    {
        private readonly SemaphoreSlim _signs = new(0);
        private readonly SemaphoreSlim _checked = new(0);

        public ProbePace Pace { get; } = ProbePace.Network with { ShortestPause = TimeSpan.FromHours(1) };

        public bool Passes { get; set; }

        public bool Waiting { get; private set; }

        public int Checks { get; private set; }

        public CancellationToken Given { get; private set; }

        public async Task GiveAsync(bool passes, CancellationToken cancellationToken)
        {
            while (_checked.Wait(0, CancellationToken.None)) { }
            Passes = passes;
            _signs.Release();
            await _checked.WaitAsync(cancellationToken);
        }

        public Task WaitForSignAsync(CancellationToken cancellationToken = default)
        {
            (Waiting, Given) = (true, cancellationToken);
            return _signs.WaitAsync(cancellationToken);
        }

        public Task<ProbeResult> CheckAsync(CancellationToken cancellationToken = default)
        {
            Checks++;
            _checked.Release();
            return Task.FromResult(new ProbeResult { Success = Passes });
        }
    }
}
