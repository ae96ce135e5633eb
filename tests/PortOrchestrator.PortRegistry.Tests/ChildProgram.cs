namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>The child process of tests that need several: allocates ports for one project and prints them, or prunes.</summary>
internal static class ChildProgram
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["allocate" or "prune", var file, var root]) return await OfCheckoutAsync(args[0], file, root);
        if (args is not [var path, var project, var count]) return 2;
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = path });
        for (var i = 0; i < int.Parse(count); i++)
        {
            var result = await registry.AllocateAsync(Some.Request($"service{i}", Some.Project(project)));
            Console.WriteLine(result.Allocation!.Port);
        }
        return 0;
    }

    private static async Task<int> OfCheckoutAsync(string verb, string file, string root)
    {
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = file });
        if (verb == "prune")
        {
            Console.WriteLine($"pruned {(await registry.PruneAsync()).Count}");
            return 0;
        }
        await registry.AllocateAsync(Some.Request(project: Some.Project() with { Root = root }));
        Console.WriteLine($"allocated {(await registry.ListAsync()).Count}");
        return 0;
    }
}
