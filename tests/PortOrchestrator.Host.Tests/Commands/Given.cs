namespace PortOrchestrator.Host.Tests.Commands;

/// <summary>Values that tests begin with.</summary>
internal static class Given
{
    public static ProjectIdentity Project { get; } = new() { ProjectId = "0123456789ab", Name = "shop", Root = "/srv/shop" };

    public static ServiceSnapshot Service(string name, ServiceState state = ServiceState.Running) => new()
    {
        Name = name,
        Service = name,
        Tier = 3,
        State = state,
        Health = state == ServiceState.Running ? ServiceHealth.Healthy : ServiceHealth.None,
        Pid = state == ServiceState.Running ? 4711 : null,
        Required = true,
        LogPath = $"/state/logs/{name}.log",
    };

    public static ProjectSnapshot Snapshot(params ServiceSnapshot[] services) => new()
    {
        Project = Project.Name,
        ProjectId = Project.ProjectId,
        Checkout = "main",
        Root = Project.Root,
        Services = services,
    };

    public static ConfigurationResult Configuration(params ServiceDefinition[] services) => new()
    {
        Definition = new ProjectDefinition
        {
            Root = Project.Root,
            Format = "project-services",
            Files = ["/srv/shop/.project-services.json"],
            Services = services,
        },
    };

    public static ServiceDefinition Definition(string name) =>
        new() { Name = name, WorkingDirectory = Project.Root, StartCommand = PortOrchestrator.Configuration.CommandLine.Shell("run " + name) };

    public static PortAllocation Allocation(int port, string service = "web") => new()
    {
        Port = port,
        Project = Project.Name,
        ProjectId = Project.ProjectId,
        Checkout = "main",
        Root = Project.Root,
        Service = service,
        Name = PortDefinition.DefaultName,
        AllocatedAt = new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero),
    };
}
