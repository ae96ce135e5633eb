namespace PortOrchestrator.Supervision.Processes;

/// <summary>Decides which processes of a table belong to a service.</summary>
internal static class ProcessTree
{
    public static IReadOnlyCollection<ProcessStat> Find(
        Dictionary<int, ProcessStat> table, ProcessIdentity root, string? instanceId, IReadOnlyCollection<ProcessIdentity> known)
    {
        // The supervisor itself never belongs to a tree, whatever its parents and its environment say.
        table.Remove(Environment.ProcessId);
        table.Remove(1);
        var members = new Dictionary<int, ProcessStat>();
        foreach (var process in known.Append(root))
        {
            if (table.TryGetValue(process.Pid, out var stat) && stat.StartTime == process.StartTime) members[stat.Pid] = stat;
        }

        // When another process has the root's id now, a session of that number is no longer ours.
        var ownsSession = !table.TryGetValue(root.Pid, out var holder) || holder.StartTime == root.StartTime;
        var tag = InstanceTag.Of(instanceId);
        foreach (var stat in table.Values)
        {
            // What was started before the root cannot come from it.
            if (stat.StartTime < root.StartTime || members.ContainsKey(stat.Pid)) continue;
            if ((ownsSession && stat.Session == root.Pid) || (instanceId is not null && IsMarked(stat.Pid, instanceId, tag)))
                members[stat.Pid] = stat;
        }

        AddDescendants(table, members);
        return members.Values;
    }

    /// <summary>
    /// Whether a process was started as an instance, or by one. A program may clear its environment, one that changes its user may set its limits anew,
    /// and whoever has another tag is another service's. What was spawned and has not got as far as its own environment has the tag already.
    /// </summary>
    public static bool IsMarked(int pid, string instanceId, ulong? tag) =>
        InstanceTag.Read(pid) is { } found ? found == tag : InstanceMarker.Carries(pid, instanceId);

    private static void AddDescendants(Dictionary<int, ProcessStat> table, Dictionary<int, ProcessStat> members)
    {
        var children = table.Values.ToLookup(s => s.Parent);
        var open = new Stack<int>(members.Keys);
        while (open.TryPop(out var parent))
        {
            foreach (var child in children[parent])
            {
                if (members.TryAdd(child.Pid, child)) open.Push(child.Pid);
            }
        }
    }
}
