namespace PortOrchestrator.Benchmarks;

/// <summary>What a supervisor costs while nothing happens: ten services without a liveness check.</summary>
internal sealed class IdleBenchmark : IBenchmark
{
    private const int Services = 10;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    public string Name => "idle";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        await using var workspace = new Workspace(options, Enumerable.Range(0, Services).Select(i => Workspace.Service($"s{i}", 0)));
        await workspace.RunAsync(["up", "-d"], cancellationToken);
        var supervisor = new SupervisorProcess(await workspace.SupervisorPidAsync(cancellationToken));
        await Task.Delay(Settling, cancellationToken);
        var before = supervisor.ProcessorTime;
        await Task.Delay(Watched, cancellationToken);
        var share = (supervisor.ProcessorTime - before) / Watched.TotalMilliseconds * 100;
        return [new Measurement("idle supervisor with 10 services: share of a core over a minute", share, "%", 0.1)];
    }
}
