namespace PortOrchestrator.Supervision.Processes;

/// <summary>All live processes as one pass over /proc found them. Read by many at once; nobody changes it.</summary>
/// <param name="table">The processes.</param>
internal sealed class ProcessSurvey(Dictionary<int, ProcessStat> table)
{
    private readonly Lazy<ILookup<int, ProcessStat>> _children = new(() => table.Values.ToLookup(s => s.Parent));

    public IReadOnlyDictionary<int, ProcessStat> Table => table;

    public IEnumerable<ProcessStat> ChildrenOf(int pid) => _children.Value[pid];
}
