namespace PortOrchestrator.Benchmarks;

/// <summary>Five services, each depending on the one before and listening 200 ms after its start, from a cold <c>up -d</c> to its end.</summary>
internal sealed class ChainBenchmark : IBenchmark
{
    private const int Length = 5;
    private const int DelayMilliseconds = 200;

    public string Name => "chain";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var alone = new List<double>();
        var total = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            // Taken in turns, so that a busy moment of the machine touches both sides.
            var sum = 0.0;
            for (var i = 0; i < Length; i++) sum += await ByHand.StartAndConnectAsync(DelayMilliseconds, cancellationToken);
            alone.Add(sum);
            await using var workspace = new Workspace(
                options.Portorch,
                Enumerable.Range(0, Length).Select(i => Workspace.Service($"s{i}", DelayMilliseconds, i == 0 ? null : $"s{i - 1}")));
            total.Add((await workspace.RunAsync(["up", "-d"], cancellationToken)).Elapsed);
        }

        return
        [
            new Measurement("chain of 5: sum of the services' own start-ups", Median.Of(alone), "ms"),
            new Measurement("chain of 5: `portorch up -d`, all ready", Median.Of(total), "ms"),
            new Measurement("chain of 5: ratio", Median.Of(total) / Median.Of(alone), "", 1.15),
        ];
    }
}
