using NSubstitute;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Tests.Resolution;

internal sealed class FormerPortsTests
{
    private IPortRegistry _registry = null!;
    private readonly List<PortQuery> _released = [];

    [SetUp]
    public void Watch()
    {
        _released.Clear();
        _registry = Substitute.For<IPortRegistry>();
        _registry.ReleaseAsync(Arg.Do<PortQuery>(_released.Add), Arg.Any<CancellationToken>()).Returns([]);
    }

    [Test]
    public async Task ReleaseAsync_RenamedService_GivesItsPortBack()
    {
        await ReleaseAsync(Some.Definition(Some.Service("site", Some.Port(8000))), [Entry("web", Some.Held(8000))]);

        Assert.That(_released, Is.EqualTo([new PortQuery { ProjectId = "p1", Checkout = "feature", Service = "web", Name = "default", Port = 8000, Protocol = PortProtocol.Tcp }]));
    }

    [Test]
    public async Task ReleaseAsync_PortNameThatIsGone_IsGivenBackAlone()
    {
        await ReleaseAsync(Some.Definition(Some.Service("web", Some.Port())), [Entry("web", Some.Held(8000), Some.Held(8001, "admin"))]);

        Assert.That(_released.Select(q => (q.Name, q.Port)), Is.EqualTo(new (string?, int?)[] { ("admin", 8001) }));
    }

    [Test]
    public async Task ReleaseAsync_ServiceThatStillRuns_KeepsItsPort()
    {
        await ReleaseAsync(Some.Definition(), [Entry("web", Some.Held(8000))], "web");

        Assert.That(_released, Is.Empty);
    }

    [Test]
    public async Task ReleaseAsync_PortThatNoSpecificationKnows_IsLeftAlone()
    {
        await ReleaseAsync(Some.Definition(Some.Service("web")), [Entry("web")]);

        Assert.That(_registry.ReceivedCalls(), Is.Empty, "a reservation made by hand is in no journal");
    }

    private static JournalEntry Entry(string service, params ServicePort[] ports) => new()
    {
        Snapshot = new ServiceSnapshot { Name = service, Service = service },
        Spec = new ServiceSpec
        {
            Name = service,
            Definition = Some.Service(service),
            Ports = ports,
            Shell = [],
            Environment = new Dictionary<string, string>(),
            LogPath = "/x",
        },
    };

    private Task ReleaseAsync(ProjectDefinition definition, IReadOnlyList<JournalEntry> journal, params string[] active) =>
        new FormerPorts(_registry, Some.Project, definition).ReleaseAsync(journal, active.Contains, CancellationToken.None);
}
