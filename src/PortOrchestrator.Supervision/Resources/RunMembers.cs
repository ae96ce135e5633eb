using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Resources;

/// <summary>Tells which process belongs to which service, for all services at once.</summary>
internal static class RunMembers
{
    /// <summary>
    /// The members by session, by descent, and, for what is left, by the marks in its limits and its environment, which are the only ones that cost a
    /// read for each process.
    /// </summary>
    public static ILookup<string, ProcessStat> Find(Dictionary<int, ProcessStat> table, IReadOnlyList<JournalEntry> runs)
    {
        var owners = new Dictionary<int, string>();
        var sessions = new Dictionary<int, (string Name, long StartTime)>();
        var marks = new Dictionary<string, string>(StringComparer.Ordinal);
        var tags = new Dictionary<ulong, string>();
        // The newest run last: of two that had one number, the session is the later one's.
        foreach (var run in runs.OrderBy(r => r.Process!.StartTime))
        {
            if (!IsReused(table, run)) sessions[run.Process!.Pid] = (run.Snapshot.Name, run.Process.StartTime);
            if (run.InstanceId is { } id) marks[id] = run.Snapshot.Name;
            if (InstanceTag.Of(run.InstanceId) is { } tag) tags[tag] = run.Snapshot.Name;
        }

        foreach (var stat in table.Values)
        {
            if (sessions.TryGetValue(stat.Session, out var session) && stat.StartTime >= session.StartTime) owners[stat.Pid] = session.Name;
        }

        AddDescendants(table, owners);
        var earliest = runs.Min(r => r.Process!.StartTime);
        var found = false;
        foreach (var stat in table.Values.Where(s => s.StartTime >= earliest && !owners.ContainsKey(s.Pid)))
        {
            var (tag, id) = InstanceMark.Read(stat.Pid);
            if ((tag is { } number ? tags.GetValueOrDefault(number) : id is null ? null : marks.GetValueOrDefault(id)) is not { } name) continue;
            owners[stat.Pid] = name;
            found = true;
        }

        if (found) AddDescendants(table, owners);
        return owners.ToLookup(o => o.Value, o => table[o.Key], StringComparer.Ordinal);
    }

    private static bool IsReused(Dictionary<int, ProcessStat> table, JournalEntry run) =>
        table.TryGetValue(run.Process!.Pid, out var holder) && holder.StartTime != run.Process.StartTime;

    private static void AddDescendants(Dictionary<int, ProcessStat> table, Dictionary<int, string> owners)
    {
        var children = table.Values.ToLookup(s => s.Parent);
        var open = new Stack<int>(owners.Keys);
        while (open.TryPop(out var parent))
        {
            foreach (var child in children[parent])
            {
                if (child.Pid != Environment.ProcessId && owners.TryAdd(child.Pid, owners[parent])) open.Push(child.Pid);
            }
        }
    }
}
