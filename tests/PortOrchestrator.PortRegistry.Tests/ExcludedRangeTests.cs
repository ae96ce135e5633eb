using PortOrchestrator.PortRegistry.Allocation;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Processes;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Ports that the system refuses although nobody listens on them.</summary>
internal sealed class ExcludedRangeTests : RegistryFixture
{
    private const string Netsh =
        """

        Protocol tcp Port Exclusion Ranges

        Start Port    End Port
        ----------    --------
              1031        1630
             50000       50059     *

        * - Administered port exclusions.

        """;

    [Test]
    public async Task AllocateAsync_ExactPortInAnExcludedRangeOfWindows_NamesTheRange()
    {
        var result = await AllocateDeniedAsync(1433);

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.ReservedBySystem));
        Assert.That(result.Reason, Does.Contain("Windows keeps the ports 1031-1630 back"));
    }

    [Test]
    public async Task AllocateAsync_DeniedPortOutsideExcludedRanges_SaysThatThisUserMayNot()
    {
        var result = await AllocateDeniedAsync(2000);

        Assert.That(result.Reason, Does.Contain("this user may not"));
    }

    private async Task<PortAllocationResult> AllocateDeniedAsync(int port)
    {
        var probe = Substitute.For<IPortProbe>();
        probe.Probe(Arg.Any<int>(), Arg.Any<PortProtocol>()).Returns(PortVerdict.Denied);
        var seams = new RegistrySeams(probe, Substitute.For<ISocketTable>(), new SystemPorts(), OwnerInspector.ForThisSystem())
        {
            Windows = new WindowsPortRanges(_ => Netsh),
        };
        await using var registry = await SqlitePortRegistry.OpenAsync(Options, seams, CancellationToken.None);
        return await registry.AllocateAsync(Some.Request() with { Mode = PortMode.Exact, Port = port });
    }
}
