namespace PortOrchestrator.ServiceGraph;

// Services and their edges by position in the file, so that every algorithm works on plain arrays.
internal sealed class GraphIndex
{
    private readonly ILookup<string, int> _copies;

    public GraphIndex(IReadOnlyList<ServiceDefinition> services)
    {
        Services = services;
        var positions = new Dictionary<string, int>(services.Count, StringComparer.Ordinal);
        for (var i = 0; i < services.Count; i++) positions.TryAdd(services[i].Name, i);
        Positions = positions;
        _copies = Enumerable.Range(0, services.Count).Where(i => services[i].ReplicaOf is not null)
            .ToLookup(i => services[i].ReplicaOf!, StringComparer.Ordinal);

        var dependencies = new int[services.Count][];
        var dependents = new List<int>[services.Count];
        for (var i = 0; i < services.Count; i++) dependents[i] = [];
        for (var i = 0; i < services.Count; i++)
        {
            var known = new HashSet<int>();
            foreach (var dependency in services[i].Dependencies)
            {
                if (positions.TryGetValue(dependency.Service, out var target) && target != i && known.Add(target)) dependents[target].Add(i);
            }

            dependencies[i] = [.. known];
        }

        Dependencies = dependencies;
        Dependents = dependents;
    }

    public IReadOnlyList<ServiceDefinition> Services { get; }

    public Dictionary<string, int> Positions { get; }

    public int[][] Dependencies { get; }

    public List<int>[] Dependents { get; }

    public int Count => Services.Count;

    /// <summary>All copies of the service of that name, else the one service that has it.</summary>
    public IReadOnlyList<int> Find(string name)
    {
        var copies = _copies[name].ToList();
        return copies.Count > 0 ? copies : Positions.TryGetValue(name, out var position) ? [position] : [];
    }

    public bool[] Reach(IEnumerable<int> roots, Func<int, IReadOnlyList<int>> next, Func<int, bool> accept)
    {
        var reached = new bool[Count];
        var open = new Stack<int>();
        foreach (var root in roots) Visit(root);
        while (open.TryPop(out var node))
        {
            foreach (var neighbour in next(node)) Visit(neighbour);
        }

        return reached;

        void Visit(int node)
        {
            if (reached[node] || !accept(node)) return;
            reached[node] = true;
            open.Push(node);
        }
    }
}
