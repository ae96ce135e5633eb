using PortOrchestrator.PortRegistry;
using PortOrchestrator.Ports;
using PortOrchestrator.Projects;

namespace PortOrchestrator.Benchmarks;

/// <summary>A registry in a folder of its own that goes with it.</summary>
internal sealed class ScratchRegistry : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private ScratchRegistry(DirectoryInfo folder, IPortRegistry registry) => (_folder, Registry) = (folder, registry);

    public IPortRegistry Registry { get; }

    public string File => FileIn(_folder);

    public static async Task<ScratchRegistry> OpenAsync(PortRegistryOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("portorch-bench-");
        return new ScratchRegistry(folder, await SqlitePortRegistry.OpenAsync(options with { Path = FileIn(folder) }, cancellationToken));
    }

    /// <summary>Allocates one port for each service <c>sN</c> of a project.</summary>
    public Task AllocateAsync(string project, int first, int count, CancellationToken cancellationToken) =>
        AllocateAsync(Registry, project, first, count, cancellationToken);

    public static async Task AllocateAsync(IPortRegistry registry, string project, int first, int count, CancellationToken cancellationToken)
    {
        for (var i = first; i < first + count; i++)
        {
            var result = await registry.AllocateAsync(Request(project, i), cancellationToken);
            if (!result.Succeeded) throw new InvalidOperationException(result.Reason);
        }
    }

    public static PortRequest Request(string project, int service) => new()
    {
        Project = new ProjectIdentity { ProjectId = project, Name = project, Root = Path.Combine(Path.GetTempPath(), project) },
        Service = $"s{service}",
    };

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string FileIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "registry.db");
}
