namespace PortOrchestrator.Benchmarks;

/// <summary>A thousand services: started, ready, listed and stopped; what each of them costs compared with each of ten.</summary>
internal sealed class ThousandBenchmark : IBenchmark
{
    private const int Few = 10;
    private const int Many = 1000;

    public string Name => "thousand";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var few = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            await using var small = Project(options, Few);
            few.Add((await small.RunAsync(["up", "-d"], cancellationToken)).Elapsed / Few);
        }

        await using var large = Project(options, Many);
        var many = (await large.RunAsync(["up", "-d"], cancellationToken)).Elapsed;
        var supervisor = new SupervisorProcess(await large.SupervisorPidAsync(cancellationToken));
        var memory = await supervisor.HighestResidentAsync(cancellationToken);
        using (var snapshot = await large.SnapshotAsync(cancellationToken))
        {
            var running = snapshot.RootElement.GetProperty("services").EnumerateArray().Count(s => s.GetProperty("health").GetString() == "healthy");
            if (running != Many) throw new InvalidOperationException($"{running} of {Many} services are healthy.");
        }

        var stopped = (await large.RunAsync(["stop", .. Enumerable.Range(0, Many - 1).Select(i => $"s{i}")], cancellationToken)).Elapsed;
        var descriptors = supervisor.Descriptors;
        return
        [
            new Measurement("1,000 services: `portorch up -d`", many, "ms"),
            new Measurement("1,000 services: supervisor's memory", memory, "MB", 120),
            new Measurement("1,000 services: cost of each, ratio to each of 10", many / Many / Median.Of(few), "", 1.5),
            new Measurement("999 of them: `portorch stop`", stopped, "ms"),
            new Measurement("supervisor's descriptors with the last one running", descriptors, "", 64),
        ];
    }

    private static Workspace Project(Options options, int count) =>
        new(options, Enumerable.Range(0, count).Select(i => Workspace.Service($"s{i}", 0)));
}
