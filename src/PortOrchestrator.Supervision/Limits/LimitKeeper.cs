using System.Globalization;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Limits;

/// <summary>Puts the limits of services into effect where the system lets us. For the mailbox only.</summary>
internal sealed class LimitKeeper
{
    private const string Mount = "/sys/fs/cgroup";
    private const string Membership = "/proc/self/cgroup";

    private readonly Lazy<CgroupDelegation?> _delegation;

    /// <param name="find">Finds what is delegated; null means in the system.</param>
    public LimitKeeper(Func<CgroupDelegation?>? find = null) => _delegation = new Lazy<CgroupDelegation?>(find ?? FindInSystem, isThreadSafe: false);

    /// <summary>Gives a start its limits.</summary>
    /// <param name="request">What would be started without limits.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="name">The name of the service's group.</param>
    /// <param name="warn">Told what cannot be enforced.</param>
    public (LaunchRequest Request, ServiceCgroup? Group) Apply(LaunchRequest request, ServiceLimits limits, string name, Action<string> warn)
    {
        if (limits == ServiceLimits.None || OperatingSystem.IsWindows()) return (request, null);
        var files = OpenFiles(limits, warn);
        var group = MakeGroup(limits, name, warn);
        if (files is null && group is null) return (request, null);
        // Looked up before, so that a program that is not there is told of as ever.
        var program = (string[])[ProgramFinder.Find(request), .. request.Arguments.Skip(1)];
        return (request with { Arguments = LimitedCommand.Wrap(program, files, group?.Folder) }, group);
    }

    private static int? OpenFiles(ServiceLimits limits, Action<string> warn)
    {
        if (limits.OpenFiles is not { } files || Libc.GetLimit(Libc.OpenFilesResource, out var own) != 0 || own.Hard >= (ulong)files) return limits.OpenFiles;
        warn(string.Create(CultureInfo.InvariantCulture, $"limits: open_files is {files}, but the system allows {own.Hard} here, which it gets; 'ulimit -Hn' shows it"));
        return (int)own.Hard;
    }

    private ServiceCgroup? MakeGroup(ServiceLimits limits, string name, Action<string> warn)
    {
        var wanted = Wanted(limits).ToList();
        if (wanted.Count == 0) return null;
        var delegation = _delegation.Value;
        var idle = wanted.Where(w => delegation?.Has(w.Controller) != true).Select(w => w.Key).ToList();
        if (idle.Count > 0) warn(NotEnforced(idle, "no control group is delegated to this user here. 'systemd-run --user --scope -p Delegate=yes portorch up -d' gives one"));
        if (delegation is null || idle.Count == wanted.Count) return null;
        try
        {
            return ServiceCgroup.Create(delegation.Folder, name, limits);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn(NotEnforced([.. wanted.Select(w => w.Key)], e.Message));
            return null;
        }
    }

    private static string NotEnforced(List<string> keys, string why) =>
        $"limits: {string.Join(", ", keys)} {(keys.Count == 1 ? "is" : "are")} not enforced: {why}";

    private static IEnumerable<(string Key, string Controller)> Wanted(ServiceLimits limits)
    {
        if (limits.MemoryMegabytes is not null) yield return ("memory_mb", "memory");
        if (limits.CpuPercent is not null) yield return ("cpu_percent", "cpu");
        if (limits.Processes is not null) yield return ("processes", "pids");
    }

    private static CgroupDelegation? FindInSystem() =>
        File.Exists(Path.Combine(Mount, "cgroup.controllers")) && File.Exists(Membership) ? CgroupDelegation.Find(Mount, File.ReadAllText(Membership)) : null;
}
