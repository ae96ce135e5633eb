namespace PortOrchestrator.Supervision.Limits;

/// <summary>
/// The part of the tree of control groups (Linux, version 2) that was delegated to this program, if any: its own group when it may make others
/// below it and hand the controllers down. The program itself moves into a group of its own there, since a group that hands controllers down may
/// have no members. For one caller.
/// </summary>
internal sealed class CgroupDelegation
{
    private const string OwnGroup = "portorch-supervisor";

    private readonly HashSet<string> _controllers;

    private CgroupDelegation(string folder, IEnumerable<string> controllers)
    {
        Folder = folder;
        _controllers = [.. controllers];
    }

    /// <summary>Where groups of services are made.</summary>
    public string Folder { get; }

    /// <summary>Finds and prepares it; null when nothing is delegated.</summary>
    /// <param name="mount">Where the tree is mounted.</param>
    /// <param name="membership">What <c>/proc/self/cgroup</c> says.</param>
    public static CgroupDelegation? Find(string mount, string membership)
    {
        var own = membership.Split('\n').FirstOrDefault(l => l.StartsWith("0::/", StringComparison.Ordinal))?[3..].TrimEnd();
        if (own is null) return null;
        var folder = Path.Join(mount, own).TrimEnd('/');
        // A later supervisor, started out of the group of an earlier one, works beside it.
        if (Path.GetFileName(folder) == OwnGroup) folder = Path.GetDirectoryName(folder)!;
        try
        {
            var wanted = Words(Path.Combine(folder, "cgroup.controllers")).Intersect(["memory", "cpu", "pids"]).ToList();
            if (wanted.Count == 0) return null;
            if (!wanted.TrueForAll(Words(Path.Combine(folder, "cgroup.subtree_control")).Contains)) HandDown(folder, wanted, isRoot: own == "/");
            return new CgroupDelegation(folder, wanted);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a limit can be enforced.</summary>
    /// <param name="controller">The controller, such as <c>memory</c>.</param>
    public bool Has(string controller) => _controllers.Contains(controller);

    private static void HandDown(string folder, List<string> controllers, bool isRoot)
    {
        var members = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, OwnGroup)).FullName, "cgroup.procs");
        File.WriteAllText(members, "0");
        // Also the command that has started us. What is in the root is not ours to move; the real root does not ask for it.
        if (!isRoot) foreach (var pid in Words(Path.Combine(folder, "cgroup.procs"))) Move(pid, members);
        File.WriteAllText(Path.Combine(folder, "cgroup.subtree_control"), string.Join(' ', controllers.Select(c => "+" + c)));
    }

    private static void Move(string pid, string members)
    {
        try
        {
            File.WriteAllText(members, pid);
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    private static string[] Words(string file) => File.ReadAllText(file).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
