using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Processes;

namespace PortOrchestrator.PortRegistry.Tests.Collection;

/// <summary>A registry that sees made-up processes and listeners.</summary>
internal abstract class CollectionFixture : RegistryFixture
{
    protected IOwnerInspector Owners { get; private set; } = null!;

    protected ISocketTable Sockets { get; private set; } = null!;

    [SetUp]
    public void MakeUpASystem()
    {
        Owners = Substitute.For<IOwnerInspector>();
        Owners.Look(Arg.Any<OwnerIdentity>()).Returns(OwnerState.Alive);
        Sockets = Substitute.For<ISocketTable>();
        Sockets.Ports(Arg.Any<PortProtocol>()).Returns(new HashSet<int>());
        Sockets.Find(Arg.Any<IReadOnlySet<int>>(), Arg.Any<PortProtocol>()).Returns([]);
    }

    protected Task<IPortRegistry> OpenAsync() => OpenAsync(AllFree(), Sockets, owners: Owners);

    protected void Processes(OwnerState state) => Owners.Look(Arg.Any<OwnerIdentity>()).Returns(state);

    protected (ProjectIdentity Project, string Root) Checkout(string name)
    {
        var root = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        return (new ProjectIdentity { ProjectId = name, Name = name, Root = root }, root);
    }

    protected static PortRequest Lease(string service = "web", TimeSpan? timeToLive = null) =>
        Some.Request(service) with { Persistence = PortPersistence.Lease, TimeToLive = timeToLive };

    protected static Task RecordAsync(IPortRegistry registry, ProjectIdentity project, ServiceState state, int? pid, string service = "web") =>
        registry.RecordServicesAsync(
            project, [new ServiceSnapshot { Name = service, Service = service, State = state, Health = ServiceHealth.Healthy, Pid = pid }]);
}
