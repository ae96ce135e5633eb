using System.Diagnostics;
using System.Globalization;
using PortOrchestrator.PortRegistry;

namespace PortOrchestrator.Benchmarks;

/// <summary>What several processes that asked at the same instant were told, and when: each call's time is taken around it, inside its process. Immutable.</summary>
internal sealed record Stampede(IReadOnlyList<double> Milliseconds, double PerSecond)
{
    /// <summary>What a process says after its last answer.</summary>
    public const string Answered = "answered";

    /// <summary>The time that one call in a hundred exceeds.</summary>
    public double Percentile99 => Milliseconds.Order().ElementAt((int)Math.Ceiling(0.99 * Milliseconds.Count) - 1);

    /// <summary>Starts the processes, waits until all are warm, and lets them go.</summary>
    /// <exception cref="InvalidOperationException">A call failed, or two were given one port.</exception>
    public static async Task<Stampede> RunAsync(int processes, int each, CancellationToken cancellationToken)
    {
        await using var scratch = await ScratchRegistry.OpenAsync(new PortRegistryOptions(), cancellationToken);
        var children = Enumerable.Range(0, processes).Select(i => Start(scratch.File, i, each)).ToList();
        try
        {
            foreach (var child in children)
            {
                if (await child.StandardOutput.ReadLineAsync(cancellationToken) != "ready") throw new InvalidOperationException("A process did not get ready.");
            }
            // Until the last of them has come to rest.
            await Task.Delay(500, cancellationToken);
            foreach (var child in children) await child.StandardInput.WriteLineAsync("go".AsMemory(), cancellationToken);
            var answers = await Task.WhenAll(children.Select(c => AnswersAsync(c.StandardOutput, cancellationToken)));
            return Read([.. answers.SelectMany(a => a)], processes * each);
        }
        finally
        {
            foreach (var child in children)
            {
                child.Kill();
                child.Dispose();
            }
        }
    }

    private static async Task<List<string>> AnswersAsync(StreamReader output, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (await output.ReadLineAsync(cancellationToken) is { } line && line != Answered) lines.Add(line);
        return lines;
    }

    private static Process Start(string file, int number, int each)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Stampede).Assembly.Location, RegistryChild.Argument, file, $"project{number}", each.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // Warm is warm: with tiers, all processes would compile once more in the background at the moment that is measured.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        return Process.Start(start)!;
    }

    private static Stampede Read(List<string> lines, int expected)
    {
        var answers = lines.ConvertAll(l => Array.ConvertAll(l.Split(' '), t => long.Parse(t, CultureInfo.InvariantCulture)));
        var different = answers.Select(a => a[0]).Where(p => p != 0).Distinct().Count();
        if (different != expected) throw new InvalidOperationException($"{expected} calls got {different} different ports.");
        // The system's monotonic clock is the same one in all processes.
        var total = Stopwatch.GetElapsedTime(answers.Min(a => a[1]), answers.Max(a => a[2]));
        return new Stampede(answers.ConvertAll(a => Stopwatch.GetElapsedTime(a[1], a[2]).TotalMilliseconds), expected / total.TotalSeconds);
    }
}
