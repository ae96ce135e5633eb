namespace PortOrchestrator.Supervision.Processes;

/// <summary>Decides which processes of a table belong to a service.</summary>
internal static class ProcessTree
{
    public static IReadOnlyCollection<ProcessStat> Find(
        ProcessSurvey survey, ProcessIdentity root, string? instanceId, IReadOnlyCollection<ProcessIdentity> known, Func<ProcessStat, string, bool> isMarked)
    {
        var table = survey.Table;
        var members = new Dictionary<int, ProcessStat>();
        foreach (var process in known.Append(root))
        {
            if (!IsOutside(process.Pid) && table.TryGetValue(process.Pid, out var stat) && stat.StartTime == process.StartTime) members[stat.Pid] = stat;
        }

        // When another process has the root's id now, a session of that number is no longer ours.
        var ownsSession = !table.TryGetValue(root.Pid, out var holder) || holder.StartTime == root.StartTime;
        foreach (var stat in table.Values)
        {
            // What was started before the root cannot come from it.
            if (stat.StartTime < root.StartTime || IsOutside(stat.Pid) || members.ContainsKey(stat.Pid)) continue;
            if ((ownsSession && stat.Session == root.Pid) || (instanceId is not null && isMarked(stat, instanceId)))
                members[stat.Pid] = stat;
        }

        AddDescendants(survey, members);
        return members.Values;
    }

    // The supervisor itself never belongs to a tree, whatever its parents and its environment say.
    private static bool IsOutside(int pid) => pid == 1 || pid == Environment.ProcessId;

    private static void AddDescendants(ProcessSurvey survey, Dictionary<int, ProcessStat> members)
    {
        var open = new Stack<int>(members.Keys);
        while (open.TryPop(out var parent))
        {
            foreach (var child in survey.ChildrenOf(parent))
            {
                if (!IsOutside(child.Pid) && members.TryAdd(child.Pid, child)) open.Push(child.Pid);
            }
        }
    }
}
