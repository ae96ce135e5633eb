using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Benchmarks;

/// <summary>
/// A service that writes a million lines of 80 bytes, with a follower attached, against the same program that writes straight to a file. It tells itself how
/// long it took to write them.
/// </summary>
internal sealed class LogsBenchmark : IBenchmark
{
    private const int Lines = 1_000_000;
    private const int LineLength = 80;

    public string Name => "logs";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var results = new List<Measurement>();
        foreach (var (mode, how) in new[] { ("", "64 KB a write"), (" --line-by-line", "a write for each") })
        {
            var (alone, kept, followed, lost) = (new List<double>(), new List<double>(), new List<double>(), 0.0);
            for (var run = 0; run < options.Runs; run++)
            {
                alone.Add(await ByHandAsync(mode, cancellationToken));
                var logged = await LoggedAsync(options, mode, cancellationToken);
                kept.Add(logged.Milliseconds);
                followed.Add(logged.Followed);
                lost += logged.Lost;
            }

            results.AddRange(
            [
                new Measurement($"1,000,000 lines, {how}: straight to a file", Median.Of(alone), "ms"),
                new Measurement($"1,000,000 lines, {how}: as a service that is followed", Median.Of(kept), "ms"),
                new Measurement($"1,000,000 lines, {how}: ratio", Median.Of(kept) / Median.Of(alone), "", 1.2),
                new Measurement($"1,000,000 lines, {how}: until `portorch logs -f` has shown all", Median.Of(followed), "ms"),
                new Measurement($"1,000,000 lines, {how}: lines lost in all runs, on disk or by the follower", lost, "", 0),
            ]);
        }

        return results;
    }

    private static string Command(string mode, string time) =>
        string.Create(CultureInfo.InvariantCulture, $"exec '{Options.TestService}' --lines {Lines} --line-length {LineLength}{mode} --time-file '{time}' --exit-after 0");

    private static async Task<double> ByHandAsync(string mode, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("portorch-bench-");
        var (time, file) = (Path.Combine(folder.FullName, "time"), Path.Combine(folder.FullName, "out.log"));
        using var process = Process.Start("/bin/sh", ["-c", $"{Command(mode, time)} >> '{file}'"]);
        await process.WaitForExitAsync(cancellationToken);
        if (new FileInfo(file).Length != (long)Lines * LineLength) throw new InvalidOperationException("The program did not write all lines.");
        var milliseconds = await ReadAsync(time, cancellationToken);
        folder.Delete(recursive: true);
        return milliseconds;
    }

    private static async Task<(double Milliseconds, double Followed, double Lost)> LoggedAsync(Options options, string mode, CancellationToken cancellationToken)
    {
        var service = new JsonObject
        {
            ["name"] = "writer",
            ["start_command"] = $"while [ ! -e go ]; do sleep 0.01; done; {Command(mode, "time")}",
            // Everything is kept, so that a line that is missing was lost.
            ["log"] = new JsonObject { ["max_files"] = 100 },
            ["restart"] = new JsonObject { ["policy"] = "no" },
        };
        await using var workspace = new Workspace(options, [service]);
        await workspace.RunAsync(["up", "-d"], cancellationToken);
        using var follower = workspace.Start("logs", "-f", "writer");
        // Until it watches.
        await Task.Delay(500, cancellationToken);
        var clock = Stopwatch.StartNew();
        await File.WriteAllTextAsync(Path.Combine(workspace.Folder, "go"), "", cancellationToken);
        var seen = await CountAsync(follower.StandardOutput.BaseStream, cancellationToken);
        var followed = clock.Elapsed.TotalMilliseconds;
        follower.Kill();
        await follower.WaitForExitAsync(cancellationToken);
        var milliseconds = await ReadAsync(Path.Combine(workspace.Folder, "time"), cancellationToken);
        using var reader = workspace.Start("logs", "writer");
        var stored = await CountAsync(reader.StandardOutput.BaseStream, cancellationToken);
        await reader.WaitForExitAsync(cancellationToken);
        return (milliseconds, followed, Math.Abs(Lines - seen) + Math.Abs(Lines - stored));
    }

    // Counts until there are as many as were written, or no more come for a while.
    private static async Task<int> CountAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var lines = 0;
        try
        {
            while (lines < Lines)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(TimeSpan.FromSeconds(30));
                var read = await stream.ReadAsync(buffer, patience.Token);
                if (read == 0) break;
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Those that are missing count as lost.
        }

        return lines;
    }

    private static async Task<double> ReadAsync(string file, CancellationToken cancellationToken)
    {
        while (!File.Exists(file) || new FileInfo(file).Length == 0) await Task.Delay(5, cancellationToken);
        return double.Parse(await File.ReadAllTextAsync(file, cancellationToken), CultureInfo.InvariantCulture);
    }
}
