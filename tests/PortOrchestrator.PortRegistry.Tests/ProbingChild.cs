namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Asks about another's port in every way there is, and allocates its neighbours.</summary>
internal static class ProbingChild
{
    public static async Task RunAsync(string path, int port, int count)
    {
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = path, Quarantine = TimeSpan.Zero });
        await RunAsync(registry, port, count, Environment.ProcessId.ToString());
    }

    public static async Task RunAsync(IPortRegistry registry, int port, int count, string name)
    {
        var project = Some.Project(name);
        for (var i = 0; i < count; i++)
        {
            switch (i % 5)
            {
                case 0: Assert.That((await registry.TestAsync(port)).Available, Is.False); break;
                case 1: Assert.That((await registry.AllocateAsync(Some.Prefer(port, "near", project))).Allocation!.Port, Is.Not.EqualTo(port)); break;
                case 2: Assert.That((await registry.AllocateAsync(Some.Exact(port, "same", project))).Succeeded, Is.False); break;
                case 3: Assert.That((await registry.ListAsync()).Select(a => a.Port), Does.Contain(port)); break;
                default:
                    Assert.That(await registry.FindHoldersAsync(port), Is.Not.Empty);
                    await registry.ReleaseAsync(new PortQuery { ProjectId = project.ProjectId });
                    break;
            }
        }
    }
}
