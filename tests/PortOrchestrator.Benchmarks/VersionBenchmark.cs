namespace PortOrchestrator.Benchmarks;

/// <summary>What a call of the program costs that does nothing.</summary>
internal sealed class VersionBenchmark : IBenchmark
{
    public string Name => "version";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        await using var workspace = new Workspace(options, []);
        var times = new List<double>();
        for (var i = 0; i < 4 * options.Runs; i++) times.Add((await workspace.RunAsync(["--version"], cancellationToken)).Elapsed);
        return [new Measurement("`portorch --version`", Median.Of(times), "ms", 30)];
    }
}
