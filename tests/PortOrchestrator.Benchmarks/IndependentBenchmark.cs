namespace PortOrchestrator.Benchmarks;

/// <summary>A hundred services that depend on nothing, compared with a shell loop that starts the same processes and a connection to each.</summary>
internal sealed class IndependentBenchmark : IBenchmark
{
    private const int Count = 100;

    public string Name => "independent";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var alone = new List<double>();
        var total = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            alone.Add(await ByHand.StartAllAndConnectAsync(Count, cancellationToken));
            await using var workspace = new Workspace(options, Enumerable.Range(0, Count).Select(i => Workspace.Service($"s{i}", 0)));
            total.Add((await workspace.RunAsync(["up", "-d"], cancellationToken)).Elapsed);
        }

        return
        [
            new Measurement("100 services: started by a shell loop and connected to", Median.Of(alone), "ms"),
            new Measurement("100 services: `portorch up -d`", Median.Of(total), "ms"),
            new Measurement("100 services: ratio", Median.Of(total) / Median.Of(alone), "", 2),
        ];
    }
}
