namespace PortOrchestrator.ServiceGraph;

// Tier, then layer, then place in the file: a dependency is never in a higher tier, and inside a tier always in a lower layer.
internal sealed class StartOrder
{
    private StartOrder(int[] nodes, int[] layers) => (Nodes, Layers) = (nodes, layers);

    public int[] Nodes { get; }

    public int[] Layers { get; }

    public static StartOrder Compute(GraphIndex index, bool[] included)
    {
        var layers = new int[index.Count];
        var missing = new int[index.Count];
        var open = new Queue<int>();
        for (var i = 0; i < index.Count; i++)
        {
            if (!included[i]) continue;
            missing[i] = index.Dependencies[i].Count(d => SameTier(i, d));
            if (missing[i] == 0) open.Enqueue(i);
        }

        while (open.TryDequeue(out var node))
        {
            foreach (var dependent in index.Dependents[node])
            {
                if (!SameTier(node, dependent)) continue;
                layers[dependent] = Math.Max(layers[dependent], layers[node] + 1);
                if (--missing[dependent] == 0) open.Enqueue(dependent);
            }
        }

        var nodes = Enumerable.Range(0, index.Count).Where(i => included[i])
            .OrderBy(i => index.Services[i].Tier).ThenBy(i => layers[i]).ToArray();
        return new StartOrder(nodes, layers);

        bool SameTier(int one, int other) => included[one] && included[other] && index.Services[one].Tier == index.Services[other].Tier;
    }
}
