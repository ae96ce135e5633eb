namespace PortOrchestrator.Benchmarks;

/// <summary>Starts and ends of sessions when everything runs already: what a coding agent waits for.</summary>
internal sealed class SessionsBenchmark : IBenchmark
{
    public string Name => "sessions";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        await using var workspace = new Workspace(options, Enumerable.Range(0, 5).Select(i => Workspace.Service($"s{i}", 0)));
        await workspace.RunAsync(["up", "-d"], cancellationToken);
        string[] who = ["--agent", "shell", "--id", "bench", "--pid", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        await workspace.RunAsync(["session", "start", .. who], cancellationToken);
        var (starts, ends) = (new List<double>(), new List<double>());
        for (var i = 0; i < options.Runs; i++)
        {
            starts.Add((await workspace.RunAsync(["session", "start", .. who], cancellationToken)).Elapsed);
            ends.Add((await workspace.RunAsync(["session", "end", .. who], cancellationToken)).Elapsed);
        }

        return
        [
            new Measurement("`portorch session start` with 5 services running already", Median.Of(starts), "ms", 60),
            new Measurement("`portorch session end`", Median.Of(ends), "ms", 40),
        ];
    }
}
