namespace PortOrchestrator.ServiceGraph;

/// <summary>The validated dependency graph of a project's services. Immutable and thread-safe.</summary>
public sealed class DependencyGraph
{
    private readonly GraphIndex _index;
    private readonly StartOrder _order;

    private DependencyGraph(ProjectDefinition definition, GraphIndex index)
    {
        Definition = definition;
        _index = index;
        var all = new bool[index.Count];
        Array.Fill(all, true);
        _order = StartOrder.Compute(index, all);
    }

    /// <summary>The definition that the graph was built from.</summary>
    public ProjectDefinition Definition { get; }

    /// <summary>Validates the dependencies of a definition and builds its graph.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>
    /// The graph, or the findings that stand against it: unknown dependencies, a service that depends on itself, cycles, dependencies on a
    /// higher tier, contradicting conditions; <see cref="GraphDiagnosticCodes"/> lists them. Warnings do not stand against the graph.
    /// </returns>
    public static GraphResult Build(ProjectDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var index = new GraphIndex(definition.Services);
        var findings = new GraphValidator(index).Validate();
        var refused = findings.Any(f => f.Severity == DiagnosticSeverity.Error);
        return new GraphResult { Graph = refused ? null : new DependencyGraph(definition, index), Diagnostics = findings };
    }

    /// <summary>Puts services in the order in which they are started: by tier, by layer within the tier, as in the file.</summary>
    /// <param name="selection">Which services; all that are not disabled when null.</param>
    /// <returns>The plan. A dependency that is not in the plan is not among the dependencies of its steps.</returns>
    public StartPlan Plan(StartSelection? selection = null)
    {
        selection ??= new StartSelection();
        var roots = Roots(selection, out var unknown);
        var isRoot = new bool[_index.Count];
        foreach (var root in roots) isRoot[root] = true;
        var included = _index.Reach(
            roots,
            node => selection.WithoutDependencies ? [] : _index.Dependencies[node],
            node => InWindow(node, selection) && (isRoot[node] || !_index.Services[node].Disabled));
        return new StartPlan { Steps = Steps(StartOrder.Compute(_index, included), included, isRoot), Unknown = unknown };
    }

    /// <summary>Everything that a service depends on, directly or through others, in start order.</summary>
    /// <param name="name">The service; a name that no service has gives an empty list.</param>
    public IReadOnlyList<string> Dependencies(string name) => Reachable(name, node => _index.Dependencies[node]);

    /// <summary>Everything that depends on a service, directly or through others, in start order.</summary>
    /// <param name="name">The service; a name that no service has gives an empty list.</param>
    public IReadOnlyList<string> Dependents(string name) => Reachable(name, node => _index.Dependents[node]);

    /// <summary>Puts services in the order in which they are stopped: the reverse of the start order, so that none outlives what it depends on.</summary>
    /// <param name="names">The services; names that no service has are left out, duplicates count once.</param>
    public IReadOnlyList<string> StopOrder(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        return [.. _order.Nodes.Reverse().Select(i => _index.Services[i].Name).Where(wanted.Contains)];
    }

    internal IReadOnlyList<StartStep> AllSteps()
    {
        var all = new bool[_index.Count];
        Array.Fill(all, true);
        return Steps(_order, all, all);
    }

    private List<int> Roots(StartSelection selection, out IReadOnlyList<string> unknown)
    {
        var missing = new List<string>();
        var roots = new List<int>();
        if (selection.Services.Count == 0)
        {
            roots.AddRange(Enumerable.Range(0, _index.Count).Where(i => !_index.Services[i].Disabled));
        }

        foreach (var name in selection.Services.Distinct(StringComparer.Ordinal))
        {
            if (_index.Find(name) is { Count: > 0 } found) roots.AddRange(found);
            else missing.Add(name);
        }

        unknown = missing;
        return selection.Namespaces is { Count: > 0 } wanted ? roots.FindAll(i => _index.Services[i].Namespaces.Any(wanted.Contains)) : roots;
    }

    private bool InWindow(int node, StartSelection selection) =>
        _index.Services[node].Tier >= selection.FirstTier && _index.Services[node].Tier <= selection.LastTier;

    private List<StartStep> Steps(StartOrder order, bool[] included, bool[] selected)
    {
        var steps = new List<StartStep>(order.Nodes.Length);
        foreach (var node in order.Nodes)
        {
            var service = _index.Services[node];
            steps.Add(new StartStep
            {
                Service = service,
                Dependencies = [.. service.Dependencies.Where(d => included[_index.Positions[d.Service]]).DistinctBy(d => d.Service, StringComparer.Ordinal)],
                Layer = order.Layers[node],
                Selected = selected[node],
            });
        }

        return steps;
    }

    private IReadOnlyList<string> Reachable(string name, Func<int, IReadOnlyList<int>> next)
    {
        if (!_index.Positions.TryGetValue(name, out var start)) return [];
        var reached = _index.Reach([start], next, _ => true);
        reached[start] = false;
        return [.. _order.Nodes.Where(i => reached[i]).Select(i => _index.Services[i].Name)];
    }
}
