using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PortOrchestrator.Benchmarks;

/// <summary>The native program reading, validating and planning a process-compose file of ten thousand services.</summary>
internal sealed class ConfigurationBenchmark : IBenchmark
{
    private const int Services = 10_000;

    public string Name => "configuration";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("portorch-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "process-compose.yaml");
            await File.WriteAllTextAsync(file, Large(), cancellationToken);
            var (times, sizes) = (new List<double>(), new List<double>());
            for (var run = 0; run < options.Runs; run++)
            {
                var (time, size) = await PlanAsync(options.Portorch, folder.FullName, cancellationToken);
                times.Add(time);
                sizes.Add(size);
            }

            return
            [
                new Measurement("`portorch graph` of 10,000 services, whole process", Median.Of(times), "ms", 1000),
                new Measurement("`portorch graph` of 10,000 services, highest memory", sizes.Max(), "MB", 300),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Milliseconds, double Megabytes)> PlanAsync(string portorch, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(portorch, ["graph", "--json"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PORTORCHESTRATOR_HOME"] = Path.Combine(folder, "state");
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(folder, "config");
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var size = 0.0;
        while (!process.HasExited)
        {
            size = Math.Max(size, HighestMegabytes(process.Id));
            await Task.Delay(2, cancellationToken);
        }

        var elapsed = clock.Elapsed.TotalMilliseconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"portorch graph ended with {process.ExitCode}:\n{await errors}");
        await output;
        return (elapsed, size);
    }

    private static double HighestMegabytes(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string Large()
    {
        var text = new StringBuilder("version: '0.5'\nenvironment: [A=1]\nprocesses:\n");
        for (var i = 0; i < Services; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  service-{i}:\n    command: run --replica {{{{.PC_REPLICA_NUM}}}} --name $NAME\n    environment:\n      - NAME=service-{i}\n");
            text.Append("    availability: {restart: on_failure, max_restarts: 3}\n    readiness_probe:\n      exec: {command: check}\n      period_seconds: 5\n");
            if (i > 0) text.Append(CultureInfo.InvariantCulture, $"    depends_on:\n      service-{i / 2}: {{condition: process_healthy}}\n");
        }

        return text.ToString();
    }
}
