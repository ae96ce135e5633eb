using System.Globalization;

namespace PortOrchestrator.Benchmarks;

/// <summary>The supervisor's resident memory with ten running services, after its first seconds.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const int Services = 10;

    public string Name => "memory";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Options options, CancellationToken cancellationToken)
    {
        await using var workspace = new Workspace(options.Portorch, Enumerable.Range(0, Services).Select(i => Workspace.Service($"s{i}", 0)));
        await workspace.RunAsync(["up", "-d"], cancellationToken);
        var pid = await workspace.SupervisorPidAsync(cancellationToken);
        var samples = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(200, cancellationToken);
            samples.Add(ResidentMegabytes(pid));
        }

        return [new Measurement("supervisor's memory with 10 services (highest of 10 samples)", samples.Max(), "MB", 30)];
    }

    private static double ResidentMegabytes(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
