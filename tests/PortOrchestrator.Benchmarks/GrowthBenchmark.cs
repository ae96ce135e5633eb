using System.Diagnostics;
using PortOrchestrator.Configuration;
using PortOrchestrator.PortRegistry;

namespace PortOrchestrator.Benchmarks;

/// <summary>What an allocation costs beside 10,000 live ones, compared with 100. The pool is wider than the default one, which has not that many ports.</summary>
internal sealed class GrowthBenchmark : IBenchmark
{
    private const int Count = 500;

    private static readonly PortRegistryOptions Wide = new() { Pool = new PortRange(1024, 32767) };

    public string Name => "growth";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        await using var small = await ScratchRegistry.OpenAsync(Wide, cancellationToken);
        await using var large = await ScratchRegistry.OpenAsync(Wide, cancellationToken);
        await small.AllocateAsync("others", 0, 100, cancellationToken);
        await large.AllocateAsync("others", 0, 10_000, cancellationToken);
        var few = new List<double>();
        var many = new List<double>();
        for (var run = 0; run <= options.Runs; run++)
        {
            var (beside100, beside10000) = (await CostAsync(small, run, cancellationToken), await CostAsync(large, run, cancellationToken));
            // The first run is the warm-up.
            if (run == 0) continue;
            few.Add(beside100);
            many.Add(beside10000);
        }

        return
        [
            new Measurement("registry: one allocation beside 100 live ones", Median.Of(few), "µs"),
            new Measurement("registry: one allocation beside 10,000 live ones", Median.Of(many), "µs"),
            new Measurement("registry: growth of the cost from 100 to 10,000", Median.Of(many) / Median.Of(few), "", 1.3),
        ];
    }

    /// <summary>Allocates ports for a project that is new, in microseconds each, and gives them back, so that every run finds as many live ones.</summary>
    private static async Task<double> CostAsync(ScratchRegistry scratch, int run, CancellationToken cancellationToken)
    {
        var project = $"run{run}";
        var clock = Stopwatch.StartNew();
        await scratch.AllocateAsync(project, 0, Count, cancellationToken);
        var cost = clock.Elapsed.TotalMicroseconds / Count;
        await scratch.Registry.ReleaseAsync(new Ports.PortQuery { ProjectId = project }, cancellationToken);
        return cost;
    }
}
