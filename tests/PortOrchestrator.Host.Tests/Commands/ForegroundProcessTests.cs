using System.Runtime.InteropServices;
using NSubstitute;
using PortOrchestrator.Host.Commands;
using PortOrchestrator.Host.Commands.Sessions;

namespace PortOrchestrator.Host.Tests.Commands;

[Platform("Linux")]
[CancelAfter(60_000)]
internal sealed class ForegroundProcessTests
{
    [Test]
    public async Task RunAsync_SignalComesBeforeTheProcessIsKnown_ReachesIt(CancellationToken cancellationToken)
    {
        var signals = Substitute.For<ISignalSource>();
        signals.Register(PosixSignal.SIGTERM, Arg.Do<Func<bool>>(handler => handler()));
        var service = new ServiceEnvironment
        {
            Service = "job",
            Command = ["sleep", "300"],
            WorkingDirectory = "/",
            Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! },
        };

        Assert.That(await ForegroundProcess.RunAsync(service, signals).WaitAsync(cancellationToken), Is.EqualTo(128 + 15));
    }
}
