using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Tests.Resolution;

/// <summary>Makes definitions that are right in all that a test does not care about.</summary>
internal static class Some
{
    public static readonly ProjectIdentity Project = new() { ProjectId = "p1", Name = "shop", Root = "/src/shop", Checkout = "feature" };

    public static ServiceDefinition Service(string name = "web", params PortDefinition[] ports) =>
        new() { Name = name, WorkingDirectory = "/src/shop", StartCommand = CommandLine.Shell("run"), Ports = ports };

    public static ProjectDefinition Definition(params ServiceDefinition[] services) =>
        new() { Root = "/src/shop", Format = ".project-services.json", Services = services };

    public static PortDefinition Port(int? number = null, string name = PortDefinition.DefaultName, PortMode mode = PortMode.Prefer) =>
        new() { Name = name, Port = number, Mode = mode };

    public static PortPlan Plan(params (string Service, ServicePort[] Ports)[] ports) =>
        new() { Ports = ports.ToDictionary(p => p.Service, p => (IReadOnlyList<ServicePort>)p.Ports) };

    /// <summary>A project of so many services, each with a port, resolved.</summary>
    public static ProjectSpec Resolve(int services)
    {
        var names = Enumerable.Range(0, services).Select(i => $"s{i}").ToList();
        var plan = Plan([.. names.Select((n, i) => (n, new[] { Held(20000 + i) }))]);
        return new SpecResolver(Project, Definition([.. names.Select(n => Service(n, Port()))]), new StatePaths("/state"), new Dictionary<string, string> { ["PATH"] = "/bin" }).Resolve(plan);
    }

    public static ServicePort Held(int number, string name = PortDefinition.DefaultName) => new(name, number, PortProtocol.Tcp);
}
