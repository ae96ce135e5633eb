using System.Net;
using System.Net.Sockets;
using NSubstitute;
using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Engine;

[Platform("Linux")]
[CancelAfter(30_000)]
internal sealed class OwnListenerProbeTests
{
    private static readonly ProcessIdentity Self = new(Environment.ProcessId, 1, "boot");

    // Process 1 lives, and is neither this test's nor a listener on its ports.
    private static readonly ProcessIdentity Other = new(1, 1, "boot");

    private TcpListener _listener = null!;
    private IProcessInspector _inspector = null!;
    private ListenerWatch _watch = null!;

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [SetUp]
    public void Listen()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _watch = new ListenerWatch(TimeProvider.System);
        _inspector = Substitute.For<IProcessInspector>();
        _inspector.IsAlive(Arg.Any<ProcessIdentity>()).Returns(true);
        _inspector.FindTree(Arg.Any<ProcessIdentity>(), Arg.Any<string?>()).Returns(c => [c.Arg<ProcessIdentity>()]);
    }

    [TearDown]
    public void StopListening()
    {
        _listener.Dispose();
        _watch.Dispose();
    }

    [Test]
    public async Task CheckAsync_TheProcessItselfListens_Passes() => Assert.That((await CheckAsync(Self)).Success);

    [Test]
    public async Task CheckAsync_AMemberOfItsTreeListens_Passes()
    {
        _inspector.FindTree(Other, Arg.Any<string?>()).Returns([Other, Self]);

        Assert.That((await CheckAsync(Other)).Success);
    }

    [Test]
    public async Task CheckAsync_AStrangerListens_FailsAndNamesIt()
    {
        var result = await CheckAsync(Other);

        Assert.That(result.Success, Is.False);
        Assert.That(result.Reason, Does.Contain($"port {Port} answers").And.Contain($"pid {Environment.ProcessId}"));
    }

    [Test]
    public async Task CheckAsync_TheProcessHasEnded_WhateverAnswersIsItsLaunchedService()
    {
        _inspector.IsAlive(Other).Returns(false);

        Assert.That((await CheckAsync(Other)).Success);
    }

    [Test]
    public async Task CheckAsync_NobodyListensYet_ConnectsFromTheSecondCheckOn()
    {
        var (probe, port) = (Wrapped(Self), Port);
        _listener.Stop();

        var results = new[] { await probe.CheckAsync(), await probe.CheckAsync() };

        Assert.That(results.Select(r => r.Success), Has.None.True);
        Assert.That(results.Select(r => r.Reason), Is.EqualTo(new[] { $"nobody listens on port {port} yet", $"tcp://localhost:{port}: connection refused" }));
    }

    [Test]
    public async Task CheckAsync_CheckOfAPortThatIsNotItsOwn_IsLeftAlone()
    {
        var spec = Specs.Service().Spec();

        var probe = OwnListenerProbe.Wrap(Probe(), Check(), spec, Other, null, _inspector, _watch);

        Assert.That((await probe.CheckAsync()).Success);
    }

    private Task<ProbeResult> CheckAsync(ProcessIdentity root) => Wrapped(root).CheckAsync();

    private IProbe Wrapped(ProcessIdentity root)
    {
        var spec = Specs.Service().Spec() with { Ports = [new ServicePort(PortDefinition.DefaultName, Port, PortProtocol.Tcp)] };
        return OwnListenerProbe.Wrap(Probe(), Check(), spec, root, null, _inspector, _watch);
    }

    private TcpCheck Check() => new() { Target = $"localhost:{Port}" };

    private IProbe Probe() => ProbeFactory.Create(
        Check(), new ProbeContext { WorkingDirectory = "/", Environment = new Dictionary<string, string>(), Shell = ["sh", "-c"] });
}
