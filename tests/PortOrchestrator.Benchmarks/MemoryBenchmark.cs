namespace PortOrchestrator.Benchmarks;

/// <summary>The supervisor's resident memory with running services, from a moment after their start.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private static readonly (int Services, double Limit)[] Sizes = [(10, 25), (50, 28), (100, 32)];

    public string Name => "memory";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var measurements = new List<Measurement>();
        foreach (var (services, limit) in Sizes)
        {
            await using var workspace = new Workspace(options, Enumerable.Range(0, services).Select(i => Workspace.Service($"s{i}", 0)));
            await workspace.RunAsync(["up", "-d"], cancellationToken);
            var supervisor = new SupervisorProcess(await workspace.SupervisorPidAsync(cancellationToken));
            var memory = await supervisor.HighestResidentAsync(cancellationToken);
            measurements.Add(new Measurement($"supervisor's memory with {services} services (highest of 10 samples)", memory, "MB", limit));
        }

        return measurements;
    }
}
