using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;
using static PortOrchestrator.ServiceGraph.Tests.Define;

namespace PortOrchestrator.ServiceGraph.Tests;

internal sealed class BuildTests
{
    [Test]
    public void Build_UnknownDependency_SuggestsTheClosestNameAtTheDependency()
    {
        var finding = OnlyError(Service("zookeeper"), Service("kafka", "zookeper"));

        Assert.Multiple(() =>
        {
            Assert.That(finding.Code, Is.EqualTo(GraphDiagnosticCodes.UnknownDependency));
            Assert.That(finding.Message, Does.Contain("'kafka'").And.Contain("'zookeper'"));
            Assert.That(finding.Hint, Does.Contain("did you mean 'zookeeper'?"));
            Assert.That(finding.Location, Is.EqualTo(new SourceLocation("services.json", 10, 5)));
        });
    }

    [Test]
    public void Build_UnknownDependencyUnlikeEveryName_SuggestsNothing() =>
        Assert.That(OnlyError(Service("zookeeper"), Service("kafka", "mysql")).Hint, Does.Not.Contain("did you mean"));

    [Test]
    public void Build_DependsOnItself_IsRefusedOnce() =>
        Assert.That(OnlyError(Service("a", "a")).Code, Is.EqualTo(GraphDiagnosticCodes.SelfDependency));

    [Test]
    public void Build_Cycle_IsPrintedAsThePathFromItsFirstServiceOfTheFile()
    {
        var finding = OnlyError(Service("entry", "c"), Service("a", "b"), Service("b", "c"), Service("c", "a"));

        Assert.That(finding.Code, Is.EqualTo(GraphDiagnosticCodes.Cycle));
        Assert.That(finding.Message, Does.Contain("a -> b -> c -> a").And.Not.Contain("entry"));
        Assert.That(finding.Location?.Line, Is.EqualTo(10));
    }

    [Test]
    public void Build_CyclesThatShareAService_AreEachReportedOnce()
    {
        var result = DependencyGraph.Build(Project(Service("a", "b"), Service("b", "a", "c"), Service("c", "b")));

        Assert.That(result.Graph, Is.Null);
        Assert.That(result.Diagnostics.Select(d => d.Message), Is.EqualTo(new[]
        {
            "These services wait for each other: a -> b -> a.",
            "These services wait for each other: b -> c -> b.",
        }));
    }

    [TestCase(ServiceScope.Project, ServiceScope.Checkout, "each checkout has its own")]
    [TestCase(ServiceScope.Machine, ServiceScope.Project, "each project has its own")]
    public void Build_SharedServiceNeedsANarrowerOne_IsRefused(ServiceScope scope, ServiceScope needed, string said)
    {
        var finding = OnlyError(Service("db") with { Scope = needed, Tier = 1 }, Service("api", "db") with { Scope = scope, Tier = 2 });

        Assert.That(finding.Code, Is.EqualTo(GraphDiagnosticCodes.NarrowerScope));
        Assert.That(finding.Message, Does.Contain(said));
    }

    [Test]
    public void Build_WiderScopeIsNeeded_IsFine() => Graph(Service("db") with { Scope = ServiceScope.Machine, Tier = 0 }, Service("web", "db"));

    [Test]
    public void Build_MachineServiceOfTheProjectsTier_IsRefused() =>
        Assert.That(OnlyError(Service("db") with { Scope = ServiceScope.Machine, Tier = 3 }).Code, Is.EqualTo(GraphDiagnosticCodes.MachineTier));

    [Test]
    public void Build_HigherTier_IsRefusedWithBothTiers()
    {
        var finding = OnlyError(Service("api") with { Tier = 2 }, Service("db", "api") with { Tier = 1 });

        Assert.That(finding.Code, Is.EqualTo(GraphDiagnosticCodes.HigherTier));
        Assert.That(finding.Message, Does.Contain("'db' of tier 1").And.Contain("'api' of the higher tier 2"));
    }

    [Test]
    public void Build_DisabledDependency_WarnsAndKeepsTheGraph()
    {
        var result = DependencyGraph.Build(Project(Service("db") with { Disabled = true }, Service("api", "db")));

        Assert.That(result.Graph, Is.Not.Null);
        Assert.That(result.Diagnostics.Single().Severity, Is.EqualTo(DiagnosticSeverity.Warning));
        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(GraphDiagnosticCodes.DisabledDependency));
    }

    [Test]
    public void Build_DisabledServiceDependsOnDisabledOne_FindsNothing() =>
        Assert.That(DependencyGraph.Build(Project(Service("db") with { Disabled = true }, Service("api", "db") with { Disabled = true })).Diagnostics, Is.Empty);

    [Test]
    public void Build_OneDependencyWithTwoConditions_IsRefused()
    {
        var api = Service("api") with { Dependencies = [On("db", DependencyCondition.Started), On("db", DependencyCondition.LogReady)] };

        var finding = OnlyError(Service("db"), api);

        Assert.That(finding.Code, Is.EqualTo(GraphDiagnosticCodes.ContradictingConditions));
        Assert.That(finding.Message, Does.Contain("'started'").And.Contain("'log_ready'"));
    }

    [Test]
    public void Build_OneDependencyTwiceWithOneCondition_CountsOnce() =>
        Assert.That(Graph(Service("db"), Service("api", "db", "db")).Plan().Steps[1].Dependencies, Has.Count.EqualTo(1));

    [Test]
    public void Build_TwoServicesWithOneName_IsRefused() =>
        Assert.That(OnlyError(Service("a"), Service("a")).Code, Is.EqualTo(GraphDiagnosticCodes.DuplicateService));

    [Test]
    public void Build_ReadyOfATask_IsFine() =>
        Assert.That(DependencyGraph.Build(Project(Service("migrate") with { Kind = ServiceKind.Task }, Service("api", "migrate"))).Diagnostics, Is.Empty);

    [Test]
    public void Build_SeveralErrors_ReportsThemAllInFileOrder()
    {
        var result = DependencyGraph.Build(Project(Service("a", "a"), Service("b", "nothing"), Service("c", "d"), Service("d", "c")));

        Assert.That(result.Diagnostics.Select(d => d.Code), Is.EqualTo(new[]
        {
            GraphDiagnosticCodes.SelfDependency, GraphDiagnosticCodes.UnknownDependency, GraphDiagnosticCodes.Cycle,
        }));
    }

    private static Diagnostic OnlyError(params ServiceDefinition[] services)
    {
        var result = DependencyGraph.Build(Project(services));
        Assert.That(result.Graph, Is.Null);
        Assert.That(result.Diagnostics, Has.Count.EqualTo(1));
        Assert.That(result.Diagnostics[0].Severity, Is.EqualTo(DiagnosticSeverity.Error));
        return result.Diagnostics[0];
    }
}
