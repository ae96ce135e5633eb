namespace PortOrchestrator.Benchmarks;

/// <summary>What a script pays to be told a port that it has already.</summary>
internal sealed class AllocateBenchmark : IBenchmark
{
    public string Name => "allocate";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        await using var workspace = new Workspace(options, []);
        var (_, port) = await workspace.RunAsync(["port", "allocate", "web"], cancellationToken);
        var times = new List<double>();
        for (var i = 0; i < 4 * options.Runs; i++)
        {
            var (elapsed, again) = await workspace.RunAsync(["port", "allocate", "web"], cancellationToken);
            if (again != port) throw new InvalidOperationException($"The port was {port} and is now {again}");
            times.Add(elapsed);
        }
        return [new Measurement("`portorch port allocate` of a port that is allocated already", Median.Of(times), "ms", 30)];
    }
}
