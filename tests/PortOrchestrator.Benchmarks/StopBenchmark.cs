using System.Text.Json.Nodes;

namespace PortOrchestrator.Benchmarks;

/// <summary>The stop of fifty services: all of them obey, or five ignore SIGTERM and are killed after 2 s.</summary>
internal sealed class StopBenchmark : IBenchmark
{
    private const int Count = 50;
    private const int Stubborn = 5;
    private const int DeadlineSeconds = 2;

    public string Name => "stop";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var obedient = new List<double>();
        var mixed = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            obedient.Add((await DownAsync(options, 0, cancellationToken)).Elapsed);
            var (elapsed, output) = await DownAsync(options, Stubborn, cancellationToken);
            if (Enumerable.Range(0, Stubborn).FirstOrDefault(i => !output.Contains($"s{i}", StringComparison.Ordinal), -1) is >= 0 and var unnamed)
                throw new InvalidOperationException($"s{unnamed} ignored SIGTERM and was not named:\n{output}");
            mixed.Add(elapsed);
        }

        return
        [
            new Measurement("50 services that obey: `portorch down`", Median.Of(obedient), "ms", 300),
            new Measurement("50 services, 5 of which ignore SIGTERM, with 2 s to stop: `portorch down`", Median.Of(mixed), "ms", 2_500),
        ];
    }

    private static async Task<(double Elapsed, string Output)> DownAsync(Options options, int stubborn, CancellationToken cancellationToken)
    {
        await using var workspace = new Workspace(options, Enumerable.Range(0, Count).Select(i => Service(i, ignoresTerm: i < stubborn)));
        await workspace.RunAsync(["up", "-d"], cancellationToken);
        return await workspace.RunAsync(["down", "--json"], cancellationToken);
    }

    private static JsonObject Service(int number, bool ignoresTerm)
    {
        var service = Workspace.Service($"s{number}", 0);
        service["shutdown"] = new JsonObject { ["timeout_seconds"] = DeadlineSeconds };
        if (ignoresTerm) service["start_command"] = service["start_command"]!.GetValue<string>() + " --ignore-term";
        return service;
    }
}
