using System.Diagnostics;
using System.Globalization;

namespace PortOrchestrator.Benchmarks;

/// <summary>Looks at a supervisor from outside.</summary>
internal sealed class SupervisorProcess(int pid)
{
    private const int Samples = 10;
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>Kills the supervisors that keep their state in a folder.</summary>
    public static void KillAllOf(string stateFolder)
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (IsOf(process.Id, stateFolder)) process.Kill();
            }
        }
    }

    /// <summary>Waits until the supervisors that keep their state in a folder have gone.</summary>
    public static async Task WaitUntilNoneIsOfAsync(string stateFolder)
    {
        while (Process.GetProcesses().Any(p =>
               {
                   using (p) return IsOf(p.Id, stateFolder);
               }))
        {
            await Task.Delay(Between);
        }
    }

    /// <summary>How many descriptors it has open.</summary>
    public int Descriptors => Directory.EnumerateFiles($"/proc/{pid}/fd").Count();

    /// <summary>The processor time that it has used, in milliseconds.</summary>
    public double ProcessorTime
    {
        get
        {
            var fields = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ');
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) * 1000 / TicksPerSecond;
        }
    }

    /// <summary>The highest of some samples of its resident memory, in megabytes.</summary>
    public async Task<double> HighestResidentAsync(CancellationToken cancellationToken)
    {
        var highest = 0.0;
        for (var i = 0; i < Samples; i++)
        {
            await Task.Delay(Between, cancellationToken);
            highest = Math.Max(highest, ResidentMegabytes());
        }

        return highest;
    }

    private static bool IsOf(int pid, string stateFolder)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains($"\0{stateFolder}\0", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private double ResidentMegabytes()
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
