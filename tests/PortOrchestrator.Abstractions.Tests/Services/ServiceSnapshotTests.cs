using PortOrchestrator.Services;

namespace PortOrchestrator.Abstractions.Tests.Services;

[TestFixture]
internal sealed class ServiceSnapshotTests
{
    private static readonly ServiceState[] Ready = [ServiceState.Running, ServiceState.Launched, ServiceState.External, ServiceState.Completed, ServiceState.Scheduled];

    [TestCaseSource(nameof(States))]
    public void IsReady_InEachState_IsTrueWhereTheServiceDoesItsWork(ServiceState state) =>
        Assert.That(new ServiceSnapshot { Name = "web", Service = "web", State = state }.IsReady, Is.EqualTo(Ready.Contains(state)));

    [Test]
    public void ToString_OfASnapshot_NamesInstanceAndState() =>
        Assert.That(new ServiceSnapshot { Name = "api-1", Service = "api", State = ServiceState.Starting }.ToString(), Is.EqualTo("api-1: starting"));

    private static ServiceState[] States() => Enum.GetValues<ServiceState>();
}
