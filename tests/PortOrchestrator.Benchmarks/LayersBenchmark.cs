namespace PortOrchestrator.Benchmarks;

/// <summary>Fifty services in five layers of ten, each depending on the whole layer before and listening 100 ms after its start.</summary>
internal sealed class LayersBenchmark : IBenchmark
{
    private const int Layers = 5;
    private const int Width = 10;
    private const int DelayMilliseconds = 100;

    public string Name => "layers";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            await using var workspace = new Workspace(
                options,
                from layer in Enumerable.Range(0, Layers)
                from i in Enumerable.Range(0, Width)
                select Workspace.Service($"s{layer}-{i}", DelayMilliseconds, layer == 0 ? [] : [.. Enumerable.Range(0, Width).Select(d => $"s{layer - 1}-{d}")]));
            times.Add((await workspace.RunAsync(["up", "-d"], cancellationToken)).Elapsed);
        }

        return [new Measurement("50 services in 5 layers of 10, 100 ms each: `portorch up -d`", Median.Of(times), "ms", 650)];
    }
}
