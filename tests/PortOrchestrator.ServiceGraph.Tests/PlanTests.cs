using PortOrchestrator.Configuration;
using static PortOrchestrator.ServiceGraph.Tests.Define;

namespace PortOrchestrator.ServiceGraph.Tests;

internal sealed class PlanTests
{
    [Test]
    public void Plan_WithoutSelection_OrdersByTierThenLayerThenFile()
    {
        var graph = Graph(
            Service("ui", "api"), Service("worker"), Service("api", "db"), Service("db") with { Tier = 0 }, Service("cache") with { Tier = 1 });

        var plan = graph.Plan();

        Assert.That(plan.Names(), Is.EqualTo(new[] { "db", "cache", "worker", "api", "ui" }));
        Assert.That(plan.Steps.Select(s => s.Layer), Is.EqualTo(new[] { 0, 0, 0, 0, 1 }));
        Assert.That(plan.Steps.Select(s => s.Selected), Has.All.True);
    }

    [Test]
    public void Plan_NameOfAServiceOfSeveralCopies_MeansAllOfThem()
    {
        var copies = Enumerable.Range(0, 2).Select(i => Service($"web-{i}", "db") with { ReplicaOf = "web", Replica = i }).ToArray();
        var graph = Graph([.. copies, Service("db"), Service("other")]);

        Assert.That(graph.Plan(new StartSelection { Services = ["web"] }).Names(), Is.EqualTo(new[] { "db", "web-0", "web-1" }));
        Assert.That(graph.Plan(new StartSelection { Services = ["web-1"] }).Names(), Is.EqualTo(new[] { "db", "web-1" }));
        Assert.That(graph.Plan(new StartSelection { Services = ["web-2"] }).Unknown, Is.EqualTo(new[] { "web-2" }));
    }

    [Test]
    public void Plan_NamedService_BringsWhatItDependsOn()
    {
        var plan = Graph(Service("a"), Service("b", "a"), Service("c", "b"), Service("d", "c")).Plan(new StartSelection { Services = ["c"] });

        Assert.That(plan.Names(), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(plan.Steps.Select(s => s.Selected), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public void Plan_WithoutDependencies_TakesOnlyTheNamed()
    {
        var plan = Graph(Service("a"), Service("b", "a")).Plan(new StartSelection { Services = ["b"], WithoutDependencies = true });

        Assert.That(plan.Names(), Is.EqualTo(new[] { "b" }));
        Assert.That(plan.Steps[0].Dependencies, Is.Empty);
    }

    [Test]
    public void Plan_UnknownNames_AreListedOnceEach()
    {
        var plan = Graph(Service("a")).Plan(new StartSelection { Services = ["x", "a", "x", "y"] });

        Assert.That(plan.Unknown, Is.EqualTo(new[] { "x", "y" }));
        Assert.That(plan.Names(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Plan_OnlyUnknownNames_IsEmpty() =>
        Assert.That(Graph(Service("a")).Plan(new StartSelection { Services = ["x"] }).Steps, Is.Empty);

    [Test]
    public void Plan_TierWindow_LeavesOutTheRestWithDependencies()
    {
        var graph = Graph(Service("db") with { Tier = 0 }, Service("api", "db") with { Tier = 2 }, Service("ui", "api"));

        var plan = graph.Plan(new StartSelection { FirstTier = 1, LastTier = 2 });

        Assert.That(plan.Names(), Is.EqualTo(new[] { "api" }));
        Assert.That(plan.Steps[0].Dependencies, Is.Empty);
    }

    [Test]
    public void Plan_Namespace_BringsDependenciesOfOthers()
    {
        var graph = Graph(
            Service("db") with { Namespaces = ["data"] }, Service("api", "db") with { Namespaces = ["web"] }, Service("batch") with { Namespaces = ["jobs"] });

        var plan = graph.Plan(new StartSelection { Namespaces = ["web"] });

        Assert.That(plan.Names(), Is.EqualTo(new[] { "db", "api" }));
        Assert.That(plan.Steps.Select(s => s.Selected), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void Plan_SeveralNamespaces_SelectWhatIsInAnyOfThem()
    {
        var graph = Graph(
            Service("db") with { Namespaces = ["data"] }, Service("api") with { Namespaces = ["web", "all"] }, Service("batch") with { Namespaces = ["jobs"] });

        Assert.That(graph.Plan(new StartSelection { Namespaces = ["all", "jobs"] }).Names(), Is.EqualTo(new[] { "api", "batch" }));
        Assert.That(graph.Plan(new StartSelection { Services = ["db", "api"], Namespaces = ["web"] }).Names(), Is.EqualTo(new[] { "api" }));
    }

    [Test]
    public void Plan_DisabledDependency_IsLeftOutWithWhatOnlyItNeeds()
    {
        var graph = Graph(Service("disk"), Service("db", "disk") with { Disabled = true }, Service("api", "db"));

        var plan = graph.Plan(new StartSelection { Services = ["api"] });

        Assert.That(plan.Names(), Is.EqualTo(new[] { "api" }));
        Assert.That(plan.Steps[0].Dependencies, Is.Empty);
    }

    [Test]
    public void Plan_DisabledServiceNamed_IsStarted() =>
        Assert.That(Graph(Service("db") with { Disabled = true }).Plan(new StartSelection { Services = ["db"] }).Names(), Is.EqualTo(new[] { "db" }));

    [Test]
    public void Plan_DisabledWithoutSelection_IsLeftOut() =>
        Assert.That(Graph(Service("db") with { Disabled = true }, Service("api")).Plan().Names(), Is.EqualTo(new[] { "api" }));

    [Test]
    public void Dependencies_OfAMiddleService_AreTransitiveInStartOrder()
    {
        var graph = Graph(Service("d", "c"), Service("c", "b", "a"), Service("b", "a"), Service("a"), Service("other"));

        Assert.That(graph.Dependencies("c"), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(graph.Dependents("a"), Is.EqualTo(new[] { "b", "c", "d" }));
        Assert.That(graph.Dependents("nobody"), Is.Empty);
    }

    [Test]
    public void StopOrder_SomeServices_StopsDependentsFirstAcrossLeftOutOnes()
    {
        var graph = Graph(Service("c", "b"), Service("b", "a"), Service("a"), Service("late") with { Tier = 3 });

        Assert.That(graph.StopOrder(["a", "c", "nobody", "a"]), Is.EqualTo(new[] { "c", "a" }));
    }
}
