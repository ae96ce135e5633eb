namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>The child process of tests that need several: allocates ports for one project and prints them.</summary>
internal static class ChildProgram
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not [var path, var project, var count]) return 2;
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = path });
        for (var i = 0; i < int.Parse(count); i++)
        {
            var result = await registry.AllocateAsync(Some.Request($"service{i}", Some.Project(project)));
            Console.WriteLine(result.Allocation!.Port);
        }
        return 0;
    }
}
