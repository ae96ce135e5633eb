using System.Net;
using System.Net.Sockets;
using NSubstitute;
using PortOrchestrator.Engines;
using PortOrchestrator.Sharing;
using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Tests.Resolution;

internal sealed class PortPlannerTests
{
    private IPortRegistry _registry = null!;
    private readonly List<PortRequest> _requests = [];

    [SetUp]
    public void Forget()
    {
        _requests.Clear();
        _registry = Substitute.For<IPortRegistry>();
    }

    [Test]
    public async Task PlanAsync_PortsOfAllModes_AskForWhatIsWritten()
    {
        Answer(PortOutcome.Allocated, 3000);
        var definition = Some.Definition(Some.Service("web", Some.Port(), Some.Port(81, "b"), Some.Port(82, "c", PortMode.Exact))) with { PortRange = new PortRange(1, 9) };

        await PlanAsync(definition, "web");

        Assert.That(_requests.Select(r => (r.Name, r.Mode, r.Port)), Is.EqualTo(new (string, PortMode, int?)[]
        {
            ("default", PortMode.Auto, null), ("b", PortMode.Prefer, 81), ("c", PortMode.Exact, 82),
        }));
        Assert.That(_requests, Is.All.Property("Range").EqualTo(new PortRange(1, 9)).And.Property("AllowSharing").False.And.Property("AllowForeignHolder").False);
    }

    [Test]
    public async Task PlanAsync_RangeOfTheFile_IsRecordedForTheProjectBeforeAPortIsAskedFor()
    {
        Answer(PortOutcome.Allocated, 3000);
        var range = new PortRange(3000, 3099);

        await PlanAsync(Some.Definition(Some.Service("web", Some.Port())) with { PortRange = range }, "web");

        Received.InOrder(() =>
        {
            _registry.SetProjectRangeAsync(Some.Project, range, Arg.Any<CancellationToken>());
            _registry.AllocateAllAsync(Arg.Any<IReadOnlyList<PortRequest>>(), Arg.Any<CancellationToken>());
        });
    }

    [Test]
    public async Task PlanAsync_SeveralServices_AskOnceAndBlameTheRightOne()
    {
        var refused = new PortAllocationResult { Outcome = PortOutcome.Conflict, Reason = "taken", Holder = Holder(82) };
        Answer(new PortAllocationResult { Outcome = PortOutcome.Allocated, Allocation = Allocation(3000) }, refused, new PortAllocationResult { Outcome = PortOutcome.Allocated, Allocation = Allocation(3002) });
        var definition = Some.Definition(
            Some.Service("web", Some.Port()), Some.Service("api", Some.Port(82, "b", PortMode.Exact)), Some.Service("idle", Some.Port(90, "x", PortMode.Exact)), Some.Service("db", Some.Port()));

        var plan = await PlanAsync(definition, "web", "api", "db");

        await _registry.Received(1).AllocateAllAsync(Arg.Any<IReadOnlyList<PortRequest>>(), Arg.Any<CancellationToken>());
        Assert.That(_requests.Select(r => r.Service), Is.EqualTo(new[] { "web", "api", "db" }));
        Assert.That(plan.Conflicts.Select(c => (c.Service, c.PortName, c.Port, c.Message)), Is.EqualTo(new[] { ("api", "b", (int?)82, "taken") }));
        Assert.That(plan.Ports.Select(p => (p.Key, p.Value.Single().Port)), Is.EquivalentTo(new[] { ("web", 3000), ("api", 82), ("idle", 90), ("db", 3002) }));
    }

    [TestCase("main", 1)]
    [TestCase("feature", 0, Description = "its branch may be older than the range")]
    public async Task PlanAsync_NoRangeInTheFile_IsTakenAwayByTheMainCheckoutAlone(string checkout, int times)
    {
        await new PortPlanner(_registry, Some.Project with { Checkout = checkout }, Some.Definition(Some.Service()), SharedPlan.None, EngineOutlook.None)
            .PlanAsync(new HashSet<string>(), _ => false, CancellationToken.None);

        await _registry.Received(times).SetProjectRangeAsync(Arg.Any<ProjectIdentity>(), null, Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task PlanAsync_RangeOverlapsAnothers_WarnsAndGoesOn()
    {
        Answer(PortOutcome.Allocated, 3000);
        _registry.SetProjectRangeAsync(Arg.Any<ProjectIdentity>(), Arg.Any<PortRange?>(), Arg.Any<CancellationToken>())
            .Returns([new ProjectPortRange("blog", new PortRange(3050, 3150))]);

        var plan = await PlanAsync(Some.Definition(Some.Service("web", Some.Port())) with { PortRange = new PortRange(3000, 3099) }, "web");

        Assert.That(plan.ProjectWarnings.Single(), Does.StartWith("The port_range 3000-3099 overlaps 3050-3150, which project 'blog' keeps for itself"));
        Assert.That(plan.Ports["web"], Is.EqualTo([Some.Held(3000)]));
    }

    [TestCase(ServiceKind.Daemon, ServiceScope.Checkout, true, true)]
    [TestCase(ServiceKind.Process, ServiceScope.Machine, false, false)]
    [TestCase(ServiceKind.Process, ServiceScope.Checkout, false, false)]
    public async Task PlanAsync_KindAndScope_DecideWhatIsAllowed(ServiceKind kind, ServiceScope scope, bool sharing, bool foreign)
    {
        Answer(PortOutcome.Allocated, 82);
        await PlanAsync(Some.Definition(Some.Service("web", Some.Port(82, mode: PortMode.Exact)) with { Kind = kind, Scope = scope }), "web");

        Assert.That((_requests[0].AllowSharing, _requests[0].AllowForeignHolder), Is.EqualTo((sharing, foreign)));
    }

    [Test]
    public async Task PlanAsync_ExactPortOfAServiceThatIsNotStarted_IsTakenAsWritten()
    {
        var plan = await PlanAsync(Some.Definition(Some.Service("web", Some.Port(82, mode: PortMode.Exact))));

        Assert.That(_requests, Is.Empty);
        Assert.That(plan.Ports["web"], Is.EqualTo([Some.Held(82)]));
    }

    [Test]
    public async Task PlanAsync_OtherPortThanPreferred_WarnsWithTheReason()
    {
        Answer(new PortAllocationResult { Outcome = PortOutcome.Allocated, Allocation = Allocation(3001), Reason = "why", Warning = "mind" });

        var plan = await PlanAsync(Some.Definition(Some.Service("web", Some.Port(3000))), "web");

        Assert.That(plan.Ports["web"], Is.EqualTo([Some.Held(3001)]));
        Assert.That(plan.Warnings["web"], Is.EqualTo(["mind", "why"]));
    }

    [Test]
    public async Task PlanAsync_Shared_IsHeldWithANotice()
    {
        Answer(new PortAllocationResult { Outcome = PortOutcome.Shared, Allocation = Allocation(82), Reason = "shared with main" });

        var plan = await PlanAsync(Some.Definition(Some.Service("web", Some.Port(82, mode: PortMode.Exact))), "web");

        Assert.That((plan.Conflicts.Count, plan.Warnings["web"][0]), Is.EqualTo((0, "shared with main")));
    }

    [TestCase(PortOutcome.Conflict)]
    [TestCase(PortOutcome.ReservedBySystem)]
    [TestCase(PortOutcome.PoolExhausted)]
    public async Task PlanAsync_NotToBeHad_IsAConflictUnlessInferred(PortOutcome outcome)
    {
        Answer(new PortAllocationResult { Outcome = outcome, Reason = "because" });
        var port = Some.Port(82, mode: PortMode.Exact);

        var refused = await PlanAsync(Some.Definition(Some.Service("web", port) with { Required = false }), "web");
        var inferred = await PlanAsync(Some.Definition(Some.Service("web", port with { Inferred = true })), "web");

        Assert.That(refused.Conflicts.Single(), Has.Property("Service").EqualTo("web").And.Property("Required").False.And.Message.Contains("because"));
        Assert.That(inferred.Conflicts, Is.Empty);
        Assert.That(inferred.Warnings["web"], Is.EqualTo(["because"]));
    }

    [Test]
    public async Task PlanAsync_StrangerThatAnswersTheCheck_IsUsedAsExternal()
    {
        using var listener = Listen(out var port);
        Answer(new PortAllocationResult { Outcome = PortOutcome.External, Allocation = Allocation(port), Holder = Holder(port) });

        var plan = await PlanAsync(Some.Definition(Daemon(port)), "web");

        Assert.That(plan.External["web"], Does.Contain("postgres (pid 7)"));
        Assert.That(plan.Conflicts, Is.Empty);
    }

    [Test]
    public async Task PlanAsync_StrangerThatDoesNotAnswer_IsAConflictAndGivesTheAllocationBack()
    {
        int port;
        using (Listen(out port))
        {
        }

        Answer(new PortAllocationResult { Outcome = PortOutcome.External, Allocation = Allocation(port), Holder = Holder(port) });

        var plan = await PlanAsync(Some.Definition(Daemon(port)), "web");

        Assert.That(plan.Conflicts.Single().Holder!.Pid, Is.EqualTo(7));
        await _registry.Received().ReleaseAsync(Arg.Is<PortQuery>(q => q.ProjectId == "p1" && q.Checkout == "feature" && q.Service == "web" && q.Name == "default"), Arg.Any<CancellationToken>());
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task PlanAsync_StrangerThatAcceptsAndSaysNothing_IsAConflictAndNotAnException()
    {
        using var listener = Listen(out var port);
        Answer(new PortAllocationResult { Outcome = PortOutcome.External, Allocation = Allocation(port), Holder = Holder(port) });
        var service = Daemon(port) with
        {
            Readiness = new ProbeDefinition { Check = new HttpCheck { Url = $"http://127.0.0.1:{port}/" }, Timeout = TimeSpan.FromMilliseconds(100) },
        };

        Assert.That((await PlanAsync(Some.Definition(service), "web")).Conflicts, Has.Count.EqualTo(1));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task PlanAsync_OwnPortWithAListener_IsAConflictUnlessItIsOurs(bool ours, bool conflict)
    {
        Answer(PortOutcome.Existing, 82);
        _registry.FindHoldersAsync(82, PortProtocol.Tcp, Arg.Any<CancellationToken>()).Returns([Holder(82)]);

        var plan = await new PortPlanner(_registry, Some.Project, Some.Definition(Some.Service("web", Some.Port(82))), SharedPlan.None, EngineOutlook.None)
            .PlanAsync(new HashSet<string> { "web" }, _ => ours, CancellationToken.None);

        Assert.That(plan.Conflicts, Has.Count.EqualTo(conflict ? 1 : 0));
    }

    [Test]
    public async Task PlanAsync_RunningContainerBesideASharedService_EachHasThePortsThatItHas()
    {
        Answer(PortOutcome.Existing, 20007);
        var container = new ComposePort { Name = "default", Service = "db", Published = 5432, Target = 5432 };
        var db = Some.Service("db", Some.Port(5432)) with { Kind = ServiceKind.Compose, Compose = new ComposeDefinition { Service = "db", Ports = [container] } };
        var shared = new SharedPlan { Ports = new Dictionary<string, IReadOnlyList<ServicePort>> { ["cache"] = [new ServicePort("default", 6379, PortProtocol.Tcp)] } };
        var engines = new EngineOutlook
        {
            Running = new Dictionary<string, RunningService> { ["db"] = new("container shop_db_1", [new EnginePort(20007, 5432, PortProtocol.Tcp)], OtherFolder: null) },
        };

        var plan = await new PortPlanner(_registry, Some.Project, Some.Definition(db, Some.Service("cache", Some.Port(1))), shared, engines)
            .PlanAsync(new HashSet<string> { "db", "cache" }, _ => false, CancellationToken.None);

        Assert.That(plan.Ports.ToDictionary(p => p.Key, p => p.Value.Single().Port), Is.EqualTo(new Dictionary<string, int> { ["db"] = 20007, ["cache"] = 6379 }));
        Assert.That(plan.External, Is.EqualTo(new Dictionary<string, string> { ["db"] = "container shop_db_1" }));
        Assert.That(_requests.Select(r => (r.Service, r.Port, r.AllowForeignHolder)), Is.EqualTo(new[] { ("db", (int?)20007, true) }), "on record, and the other one is its owner's");
    }

    private static ServiceDefinition Daemon(int port) => Some.Service("web", Some.Port(port, mode: PortMode.Exact)) with
    {
        Kind = ServiceKind.Daemon,
        Readiness = new ProbeDefinition { Check = new TcpCheck { Target = $"127.0.0.1:{port}" } },
    };

    private static Socket Listen(out int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        return socket;
    }

    private static PortHolder Holder(int port) => new() { Port = port, Pid = 7, Command = "postgres", Address = "127.0.0.1" };

    private static PortAllocation Allocation(int port) =>
        new() { Port = port, Project = "shop", ProjectId = "p1", Checkout = "feature", Root = "/src/shop", Service = "web", Name = "default" };

    private void Answer(PortOutcome outcome, int port) => Answer(new PortAllocationResult { Outcome = outcome, Allocation = Allocation(port) });

    private void Answer(params PortAllocationResult[] results) => _registry
        .AllocateAllAsync(Arg.Do<IReadOnlyList<PortRequest>>(_requests.AddRange), Arg.Any<CancellationToken>())
        .Returns(call => [.. call.Arg<IReadOnlyList<PortRequest>>().Select((_, i) => results[Math.Min(i, results.Length - 1)])]);

    private Task<PortPlan> PlanAsync(ProjectDefinition definition, params string[] starting) =>
        new PortPlanner(_registry, Some.Project, definition, SharedPlan.None, EngineOutlook.None).PlanAsync(starting.ToHashSet(), _ => false, CancellationToken.None);
}
