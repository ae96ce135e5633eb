using System.Diagnostics;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>A churning process, seen from outside. Disposing kills it.</summary>
internal sealed class Churner : IDisposable
{
    private const int SignalKill = 9;
    private const int SignalContinue = 18;
    private const int SignalStop = 19;

    private readonly string _journal;
    private readonly Process _process;

    /// <summary>Starts one; when a step is named, it kills itself there.</summary>
    public Churner(string registryFile, string folder, string name, int seed, int? step = null)
    {
        _journal = Path.Combine(folder, name + ".journal");
        string[] how = step is { } number ? ["churn-until", $"{number}"] : ["churn"];
        _process = Child.Start([.. how, registryFile, _journal, name, seed.ToString()]);
    }

    public async Task WaitUntilKilledAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        Assert.That(_process.ExitCode, Is.EqualTo(128 + SignalKill), await _process.StandardError.ReadToEndAsync(cancellationToken));
    }

    public async Task WaitUntilBusyAsync(CancellationToken cancellationToken)
    {
        var before = File.Exists(_journal) ? new FileInfo(_journal).Length : 0;
        while (!File.Exists(_journal) || new FileInfo(_journal).Length <= before + 1000)
        {
            if (_process.HasExited) Assert.Fail(await _process.StandardError.ReadToEndAsync(cancellationToken));
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>Stops the process at whatever it is doing. What is on the disk then is what a kill would leave.</summary>
    public void Freeze()
    {
        Assert.That(LinuxCalls.Kill(_process.Id, SignalStop), Is.Zero, "the process has ended");
        SpinWait.SpinUntil(() => Directory.GetDirectories($"/proc/{_process.Id}/task").All(IsStopped));
    }

    public void Thaw() => _ = LinuxCalls.Kill(_process.Id, SignalContinue);

    public void Kill()
    {
        if (!_process.HasExited) _ = LinuxCalls.Kill(_process.Id, SignalKill);
        _process.WaitForExit();
    }

    /// <summary>Reads what it was told of each of its keys: the port, null for none, and whether a call that may change it had no answer yet.</summary>
    public Dictionary<(string Project, string Service), (int? Port, bool IsPending)> Told()
    {
        var told = new Dictionary<(string, string), (int?, bool)>();
        if (!File.Exists(_journal)) return told;
        foreach (var line in File.ReadLines(_journal))
        {
            var words = line.Split(' ');
            var key = (words[1], words[2]);
            told[key] = words[0] switch
            {
                "?" => (told.GetValueOrDefault(key).Item1, true),
                "+" => (int.Parse(words[3]), false),
                _ => (null, false),
            };
        }
        return told;
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static bool IsStopped(string task)
    {
        try
        {
            var stat = File.ReadAllText(task + "/stat");
            return stat[stat.LastIndexOf(')') + 2] is 'T';
        }
        catch (IOException)
        {
            // A thread that has ended does nothing any more.
            return true;
        }
    }
}
