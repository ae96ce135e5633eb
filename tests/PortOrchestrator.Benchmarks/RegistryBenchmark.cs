using System.Diagnostics;
using PortOrchestrator.PortRegistry;
using PortOrchestrator.Ports;
using PortOrchestrator.Projects;

namespace PortOrchestrator.Benchmarks;

/// <summary>Allocations in one process, each with its proof that the port is free, and look-ups of what is allocated already.</summary>
internal sealed class RegistryBenchmark : IBenchmark
{
    private const int Count = 1000;

    public string Name => "registry";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var fresh = new List<double>();
        var known = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            var folder = Directory.CreateTempSubdirectory("portorch-bench-");
            try
            {
                var registryOptions = new PortRegistryOptions { Path = Path.Combine(folder.FullName, "registry.db") };
                await using var registry = await SqlitePortRegistry.OpenAsync(registryOptions, cancellationToken);
                fresh.Add(await RateAsync(registry, folder.FullName, cancellationToken));
                known.Add(await RateAsync(registry, folder.FullName, cancellationToken));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return
        [
            new Measurement("registry: new allocations, one caller", Median.Of(fresh), "/s"),
            new Measurement("registry: repeated allocations of the same owners", Median.Of(known), "/s"),
        ];
    }

    private static async Task<double> RateAsync(IPortRegistry registry, string root, CancellationToken cancellationToken)
    {
        var project = new ProjectIdentity { ProjectId = "0123456789ab", Name = "bench", Root = root };
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Count; i++)
        {
            var result = await registry.AllocateAsync(new PortRequest { Project = project, Service = $"s{i}" }, cancellationToken);
            if (!result.Succeeded) throw new InvalidOperationException(result.Reason);
        }

        return Count / clock.Elapsed.TotalSeconds;
    }
}
