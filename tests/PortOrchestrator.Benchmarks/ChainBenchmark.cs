using System.Text.Json;

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
        var services = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            // Taken in turns, so that a busy moment of the machine touches both sides.
            var sum = 0.0;
            for (var i = 0; i < Length; i++) sum += await ByHand.StartAndConnectAsync(DelayMilliseconds, cancellationToken);
            alone.Add(sum);
            await using var workspace = new Workspace(
                options,
                Enumerable.Range(0, Length).Select(i => Workspace.Service($"s{i}", DelayMilliseconds, i == 0 ? [] : [$"s{i - 1}"])));
            total.Add((await workspace.RunAsync(["up", "-d"], cancellationToken)).Elapsed);
            using var snapshot = await workspace.SnapshotAsync(cancellationToken);
            services.Add(FromFirstStartToLastReady(snapshot));
        }

        return
        [
            new Measurement("chain of 5: sum of the services' own start-ups", Median.Of(alone), "ms"),
            new Measurement("chain of 5: `portorch up -d`, whole command", Median.Of(total), "ms", 1_100),
            new Measurement("chain of 5: whole command, ratio to the sum", Median.Of(total) / Median.Of(alone), ""),
            new Measurement("chain of 5: first spawn to last ready, ratio to the sum", Median.Of(services) / Median.Of(alone), "", 1.05),
        ];
    }

    private static double FromFirstStartToLastReady(JsonDocument snapshot)
    {
        var services = snapshot.RootElement.GetProperty("services").EnumerateArray().ToList();
        var first = services.Min(s => s.GetProperty("startedAt").GetDateTimeOffset());
        return (services.Max(s => s.GetProperty("readyAt").GetDateTimeOffset()) - first).TotalMilliseconds;
    }
}
