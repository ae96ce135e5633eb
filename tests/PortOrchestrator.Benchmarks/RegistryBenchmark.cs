using System.Diagnostics;
using PortOrchestrator.PortRegistry;

namespace PortOrchestrator.Benchmarks;

/// <summary>Allocations in one process beside a thousand live ones, each with its proof that the port is free, and look-ups of what is allocated already.</summary>
internal sealed class RegistryBenchmark : IBenchmark
{
    private const int Live = 1000;
    private const int Count = 1000;
    private const int Rounds = 20;

    // The code is compiled a second time in the background while the first of them runs.
    private const int WarmUps = 3;

    public string Name => "registry";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var fresh = new List<double>();
        var known = new List<double>();
        for (var run = -WarmUps; run < options.Runs; run++)
        {
            await using var scratch = await ScratchRegistry.OpenAsync(new PortRegistryOptions(), cancellationToken);
            await scratch.AllocateAsync("others", 0, Live, cancellationToken);
            var clock = Stopwatch.StartNew();
            await scratch.AllocateAsync("bench", 0, Count, cancellationToken);
            var elapsed = clock.Elapsed.TotalSeconds;
            clock.Restart();
            for (var round = 0; round < Rounds; round++) await scratch.AllocateAsync("bench", 0, Count, cancellationToken);
            if (run < 0) continue;
            fresh.Add(Count / elapsed);
            known.Add(Rounds * Count / clock.Elapsed.TotalSeconds);
        }

        return
        [
            new Measurement("registry: new allocations beside 1,000 live ones, one caller", Median.Of(fresh), "/s", 8_000, MoreIsBetter: true),
            new Measurement("registry: repeated allocations of the same owners", Median.Of(known), "/s", 100_000, MoreIsBetter: true),
        ];
    }
}
