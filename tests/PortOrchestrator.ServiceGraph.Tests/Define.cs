using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ServiceGraph.Tests;

internal static class Define
{
    public static ProjectDefinition Project(params ServiceDefinition[] services) =>
        new() { Root = "/project", Format = "project-services", Services = services };

    public static ServiceDefinition Service(string name, params string[] dependencies) => new()
    {
        Name = name,
        WorkingDirectory = "/project",
        Dependencies = [.. dependencies.Select((d, i) => On(d) with { Location = new SourceLocation("services.json", 10 + i, 5) })],
    };

    public static ServiceDependency On(string name, DependencyCondition condition = DependencyCondition.Ready) =>
        new() { Service = name, Condition = condition };

    public static DependencyGraph Graph(params ServiceDefinition[] services)
    {
        var result = DependencyGraph.Build(Project(services));
        Assert.That(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        return result.Graph!;
    }

    public static string[] Names(this StartPlan plan) => [.. plan.Steps.Select(s => s.Service.Name)];
}
