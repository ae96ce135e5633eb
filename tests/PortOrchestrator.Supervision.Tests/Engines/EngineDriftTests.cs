using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Tests.Engines;

/// <summary>What counts as a change of a service that an engine runs.</summary>
internal sealed class EngineDriftTests
{
    [Test]
    public void Describe_SameServiceOfAnotherCheckout_IsNoChange() => Assert.That(SpecDrift.Describe(Spec("/src/shop"), Spec("/trees/feature")), Is.Null);

    [Test]
    public void Describe_PortOfAnotherServiceHasMoved_IsNoChange() => Assert.That(SpecDrift.Describe(Spec("/src/shop"), Spec("/src/shop", "/state/ports.yaml")), Is.Null);

    [Test]
    public void Describe_OtherProfile_IsAChangeOfTheCommand() => Assert.That(SpecDrift.Describe(Spec("/src/shop"), Spec("/src/shop", profile: "dev")), Is.EqualTo("its command"));

    [Test]
    public void Describe_OtherFileOfTheSameCheckout_IsAChangeOfTheCommand() =>
        Assert.That(SpecDrift.Describe(Spec("/src/shop"), Spec("/src/shop", file: "compose.test.yaml")), Is.EqualTo("its command"));

    private static ServiceSpec Spec(string root, string? moved = null, string? profile = null, string file = "compose.yaml")
    {
        var path = $"{root}/{file}";
        IReadOnlyList<string> control =
            ["docker", "compose", "-p", "shop", "-f", path, .. moved is null ? [] : new[] { "-f", moved }, .. profile is null ? [] : new[] { "--profile", profile }];
        var definition = Made.Service() with
        {
            Kind = ServiceKind.Compose,
            Scope = ServiceScope.Project,
            WorkingDirectory = root,
            Compose = new ComposeDefinition { Service = "web", Files = [path], ProjectName = "shop" },
        };
        return new ServiceSpec
        {
            Name = "web",
            Definition = definition,
            Command = [.. control, "up", "-d", "web"],
            Engine = new EngineSpec { Control = control, Target = "web", ComposeProject = "shop", OverridePath = moved },
            Shell = ["sh", "-c"],
            Environment = new Dictionary<string, string>(),
            LogPath = "/nowhere/web.log",
            AskedBy = new ProjectIdentity { ProjectId = "p1", Name = "shop", Root = root },
        };
    }
}
