using PortOrchestrator.PortRegistry;
using PortOrchestrator.Ports;
using PortOrchestrator.Projects;

// A program that takes the package PortOrchestrator.PortRegistry and nothing else of this repository.
var folder = Directory.CreateTempSubdirectory("portorch-consumer-");
try
{
    var options = new PortRegistryOptions { Path = Path.Combine(folder.FullName, "registry.db") };
    var shop = new PortRequest { Project = Project("a1b2c3d4e5f6", "shop"), Service = "web" };
    var blog = new PortRequest { Project = Project("0f1e2d3c4b5a", "blog"), Service = "web" };

    int first, other;
    await using (var registry = await SqlitePortRegistry.OpenAsync(options))
    {
        first = await AllocateAsync(registry, shop);
        other = await AllocateAsync(registry, blog);
    }

    // Opened again: the same owner keeps its port.
    await using var reopened = await SqlitePortRegistry.OpenAsync(options);
    var again = await AllocateAsync(reopened, shop);

    Check(first != other, $"Two projects were given one port, {first}.");
    Check(first == again, $"The same owner was given {first}, then {again}.");
    Check((await reopened.ListAsync()).Count == 2, "The registry does not list exactly the two allocations.");

    var assemblies = Directory.EnumerateFiles(AppContext.BaseDirectory, "PortOrchestrator*.dll").Select(Path.GetFileName).Order().ToList();
    Check(
        assemblies.SequenceEqual(["PortOrchestrator.Abstractions.dll", "PortOrchestrator.PortRegistry.dll"]),
        $"The package brought along {string.Join(", ", assemblies)}.");

    Console.WriteLine($"The packed port registry works alone: shop/web has {first}, blog/web has {other}.");
    return 0;
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
finally
{
    folder.Delete(recursive: true);
}

static ProjectIdentity Project(string id, string name) => new() { ProjectId = id, Name = name, Root = Path.Combine(Path.GetTempPath(), name) };

static async Task<int> AllocateAsync(IPortRegistry registry, PortRequest request)
{
    var result = await registry.AllocateAsync(request);
    return result.Allocation?.Port ?? throw new InvalidOperationException($"No port for {request.Project.Name}: {result.Reason}");
}

static void Check(bool condition, string message)
{
    if (!condition) throw new InvalidOperationException(message);
}
