namespace PortOrchestrator.Host.Tests.EndToEnd.Engines;

/// <summary>The machines of the tests of this namespace: each is started when the first test wants it, and ended after the last test.</summary>
[SetUpFixture]
[Platform("Linux")]
public sealed class EngineMachines
{
    private static readonly Lazy<Task<DockerMachine>> LazyDocker = new(DockerMachine.StartAsync);

    private static readonly Lazy<Task<SystemdMachine>> LazySystemd = new(SystemdMachine.StartAsync);

    internal static Task<DockerMachine> Docker => LazyDocker.Value;

    internal static Task<SystemdMachine> Systemd => LazySystemd.Value;

    [OneTimeTearDown]
    public async Task EndMachines()
    {
        if (LazyDocker.IsValueCreated && LazyDocker.Value.IsCompletedSuccessfully) (await LazyDocker.Value).Dispose();
        if (LazySystemd.IsValueCreated && LazySystemd.Value.IsCompletedSuccessfully) (await LazySystemd.Value).Dispose();
    }
}
