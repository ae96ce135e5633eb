using System.Globalization;

namespace PortOrchestrator.Supervision.Limits;

/// <summary>The control group (Linux, version 2) of one service. For one caller.</summary>
internal sealed class ServiceCgroup
{
    private const int PeriodMicroseconds = 100_000;

    private ServiceCgroup(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Makes the group, or takes over the one of an earlier run, and sets its limits.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static ServiceCgroup Create(string parent, string name, ServiceLimits limits)
    {
        var group = new ServiceCgroup(Path.Combine(parent, name));
        Directory.CreateDirectory(group.Folder);
        group.Set("memory.max", limits.MemoryMegabytes is { } memory ? (long)(memory * 1024 * 1024) : null);
        group.Set("pids.max", limits.Processes);
        group.Set("cpu.max", limits.CpuPercent is { } percent ? Math.Max(1000, (long)(percent / 100 * PeriodMicroseconds)) : null, $" {PeriodMicroseconds}");
        return group;
    }

    /// <summary>Removes the group when nothing is in it; a later start takes it over otherwise.</summary>
    public void Remove()
    {
        try
        {
            Directory.Delete(Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody still lives in it, or it is gone.
        }
    }

    // A file that is not there belongs to a controller that is not delegated, which was told before.
    private void Set(string file, long? value, string suffix = "")
    {
        var path = Path.Combine(Folder, file);
        if (!File.Exists(path)) return;
        File.WriteAllText(path, (value is { } number ? number.ToString(CultureInfo.InvariantCulture) : "max") + suffix);
    }
}
