namespace PortOrchestrator.Benchmarks;

/// <summary><c>up -d</c> when everything runs already.</summary>
internal sealed class AgainBenchmark : IBenchmark
{
    public string Name => "again";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        await using var workspace = new Workspace(options, Enumerable.Range(0, 5).Select(i => Workspace.Service($"s{i}", 0)));
        await workspace.RunAsync(["up", "-d"], cancellationToken);
        var times = new List<double>();
        for (var i = 0; i < options.Runs; i++) times.Add((await workspace.RunAsync(["up", "-d"], cancellationToken)).Elapsed);
        return [new Measurement("`portorch up -d` with 5 services running already", Median.Of(times), "ms", 200)];
    }
}
