using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>Makes specifications that are right in all that a test does not care about.</summary>
internal static class Specs
{
    public static readonly ProjectIdentity Project = new() { ProjectId = "p1", Name = "shop", Root = "/src/shop" };

    /// <summary>A process without a check that counts as running at once, which spares tests the wait.</summary>
    public static ServiceDefinition Service(string name = "web", params string[] dependsOn) => new()
    {
        MinUptime = TimeSpan.Zero,
        Name = name,
        StartCommand = CommandLine.Exec(name),
        WorkingDirectory = "/",
        Dependencies = [.. dependsOn.Select(d => new ServiceDependency { Service = d })],
    };

    public static ServiceDefinition Checked(string name = "web", params string[] dependsOn) => Service(name, dependsOn) with
    {
        Readiness = new ProbeDefinition { Check = new ExecCheck { Command = CommandLine.Exec("check", name) } },
    };

    public static ServiceSpec Spec(this ServiceDefinition definition, string? folder = null) => new()
    {
        Name = definition.Name,
        Definition = definition,
        Command = [definition.Name],
        StopCommand = definition.StopCommand?.Arguments,
        ShutdownCommand = definition.Shutdown.Command?.Arguments,
        Shell = ["sh", "-c"],
        Environment = new Dictionary<string, string>(definition.Environment),
        LogPath = Path.Combine(folder ?? "/nowhere", definition.Name + ".log"),
    };

    public static LauncherDefinition Launcher(string target = "web") =>
        new() { Engine = "docker compose", Target = target, StopCommand = CommandLine.Exec("halt", target) };
}
