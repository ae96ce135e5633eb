namespace PortOrchestrator.Benchmarks;

/// <summary>Many processes that ask one registry at the same instant.</summary>
internal sealed class StampedeBenchmark : IBenchmark
{
    public string Name => "stampede";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var (once, often) = (new List<Stampede>(), new List<Stampede>());
        for (var run = 0; run < options.Runs; run++)
        {
            once.Add(await Stampede.RunAsync(processes: 64, each: 1, cancellationToken));
            often.Add(await Stampede.RunAsync(processes: 16, each: 100, cancellationToken));
        }

        return
        [
            new Measurement("64 processes ask once at the same instant: p99", Median.Of(once.Select(s => s.Percentile99)), "ms", 250),
            new Measurement("16 processes ask 100 times each: p99", Median.Of(often.Select(s => s.Percentile99)), "ms", 60),
            new Measurement("16 processes ask 100 times each: together", Median.Of(often.Select(s => s.PerSecond)), "/s", 1_500, MoreIsBetter: true),
        ];
    }
}
