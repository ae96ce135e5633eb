using PortOrchestrator.Diagnostics;
using PortOrchestrator.Engines;
using PortOrchestrator.Sharing;
using PortOrchestrator.Tests.Resolution;

namespace PortOrchestrator.Tests.Sharing;

internal sealed class SharedGroupTests
{
    private static readonly ProjectIdentity Machine = SharedScope.OfMachine("/etc/portorchestrator");

    [Test]
    public void Of_NothingShared_AsksNobodyForTheMachine() =>
        Assert.That(SharedGroup.Of(Some.Project, Some.Definition(Some.Service()), null, () => throw new AssertionException("asked")), Is.Empty);

    [Test]
    public void Of_BothScopes_TellsTheWidestFirstAndWhatTheProjectsNeed()
    {
        var definition = Some.Definition(
            Some.Service("web") with { Dependencies = [On("db")] },
            Some.Service("db") with { Scope = ServiceScope.Project, Dependencies = [On("disk")] },
            Some.Service("disk") with { Scope = ServiceScope.Machine, Dependencies = [On("bus")] },
            Some.Service("bus") with { Scope = ServiceScope.Machine },
            Some.Service("mail") with { Scope = ServiceScope.Machine }) with
        { PortRange = new PortRange(3000, 3100) };

        var groups = SharedGroup.Of(Some.Project, definition, null, () => Machine);

        Assert.That(groups.Select(g => g.Owner.Scope), Is.EqualTo([ServiceScope.Machine, ServiceScope.Project]));
        Assert.That(groups[0].Names, Is.EquivalentTo(new[] { "disk", "bus", "mail" }));
        Assert.That(groups[1].Definition.Services.Select(s => s.Name), Is.EqualTo(["disk", "bus", "db"]));
        Assert.That(groups[1].Names, Is.EqualTo(new[] { "db" }));
        Assert.That(groups[0].Definition.PortRange, Is.Null);
        Assert.That(groups[1].Owner.ProjectId, Is.EqualTo(Some.Project.ProjectId));
    }

    [Test]
    public void Of_VariablesOfAWholeFile_GoWithItsServices()
    {
        var definition = Some.Definition(Some.Service("redis") with { Scope = ServiceScope.Machine, Environment = Variables("A", "own") })
            with
        { Environment = new Dictionary<string, string> { ["A"] = "file", ["B"] = "file" } };

        var group = SharedGroup.Of(Some.Project, definition, null, () => Machine).Single();

        Assert.That(group.Definition.Environment, Is.Empty);
        Assert.That(group.Definition.Services[0].Environment, Is.EquivalentTo(new Dictionary<string, string> { ["A"] = "own", ["B"] = "file" }));
    }

    [Test]
    public void Of_ComposeServiceOfAnyCheckout_IsOfTheMainCheckoutsComposeProject()
    {
        ProjectIdentity[] checkouts =
        [
            Some.Project with { Root = "/src/Web Shop", Checkout = ProjectIdentity.MainCheckout, GitCommonDirectory = "/src/Web Shop/.git" },
            Some.Project with { Root = "/trees/feature", Checkout = "feature", GitCommonDirectory = "/src/Web Shop/.git" },
        ];

        var names = checkouts.Select(c => SharedGroup.Of(c, Some.Definition(Compose(c)), null, () => Machine).Single())
            .Select(g => ComposeProjectName.Of(g.Owner, g.Definition.Services.Single()));

        Assert.That(names, Is.All.EqualTo("webshop"));

        static ServiceDefinition Compose(ProjectIdentity checkout) => Some.Service("db") with
        {
            Kind = ServiceKind.Compose,
            Scope = ServiceScope.Project,
            Compose = new ComposeDefinition { Service = "db", Files = [checkout.Root + "/compose.yaml"] },
        };
    }

    [Test]
    public void Into_ServiceThatOnlyTheMachineHas_IsAddedWithWhatItNeeds()
    {
        var machine = Some.Definition(
            Some.Service("kafka") with { Scope = ServiceScope.Machine, Dependencies = [On("zookeeper")] },
            Some.Service("zookeeper") with { Scope = ServiceScope.Machine },
            Some.Service("unused") with { Scope = ServiceScope.Machine });
        var own = Some.Definition(Some.Service("web") with { Dependencies = [On("kafka"), On("nowhere")] });

        var import = MachineServicesImport.Into(own, machine);

        Assert.That(MachineServicesImport.IsNeeded(own), Is.True);
        Assert.That(import.Definition.Services.Select(s => s.Name), Is.EquivalentTo(new[] { "zookeeper", "kafka", "web" }));
        Assert.That(import.Diagnostics, Is.Empty);
    }

    [Test]
    public void Into_BothDefineIt_TakesTheMachinesAndTellsTheDifference()
    {
        var machine = Some.Definition(Some.Service("redis") with { Scope = ServiceScope.Machine, StartCommand = CommandLine.Shell("theirs") });
        var own = Some.Definition(Some.Service("redis") with { Scope = ServiceScope.Machine, Required = false });

        var import = MachineServicesImport.Into(own, machine);

        Assert.That(import.Definition.Services.Single().StartCommand!.Text, Is.EqualTo("theirs"));
        Assert.That(import.Definition.Services.Single().Required, Is.False);
        Assert.That(import.Diagnostics.Select(d => (d.Code, d.Severity)), Is.EqualTo([("PO1601", DiagnosticSeverity.Warning)]));
    }

    private static ServiceDependency On(string name) => new() { Service = name };

    private static Dictionary<string, string> Variables(string name, string value) => new() { [name] = value };
}
