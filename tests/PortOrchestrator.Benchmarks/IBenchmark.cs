namespace PortOrchestrator.Benchmarks;

internal interface IBenchmark
{
    string Name { get; }

    Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken);
}
