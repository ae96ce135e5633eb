namespace PortOrchestrator.Benchmarks;

/// <summary>From the start of a supervisor to its first answer, the detachment included.</summary>
internal sealed class AnswerBenchmark : IBenchmark
{
    public string Name => "answer";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            await using var workspace = new Workspace(options, []);
            // The hidden command that starts a supervisor as every front end does, and one process more.
            string[] start = ["supervise", "start", "--name", "bench", "--checkout", "main", "--root", "/", "--project-id", "bench", "--home", workspace.StateFolder];
            times.Add((await workspace.RunAsync(start, cancellationToken)).Elapsed);
            // It would wait for its first command.
            SupervisorProcess.KillAllOf(workspace.StateFolder);
        }

        return [new Measurement("supervisor's start to its first answer", Median.Of(times), "ms", 50)];
    }
}
