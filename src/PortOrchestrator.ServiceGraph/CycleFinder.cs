namespace PortOrchestrator.ServiceGraph;

// Every service that is on a cycle appears in at least one of the cycles found, and each of them is the shortest through some service.
// Listing all elementary cycles would take exponential time.
internal static class CycleFinder
{
    public static List<int[]> Find(GraphIndex index)
    {
        var component = StronglyConnected.Components(index);
        var cycles = new List<int[]>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var covered = new bool[index.Count];
        for (var start = 0; start < index.Count; start++)
        {
            if (covered[start] || ShortestThrough(index, component, start) is not { } cycle) continue;
            foreach (var node in cycle) covered[node] = true;
            var canonical = FromFirstInFile(cycle);
            if (seen.Add(string.Join(',', canonical))) cycles.Add(canonical);
        }

        return cycles;
    }

    private static int[]? ShortestThrough(GraphIndex index, int[] component, int start)
    {
        var previous = new Dictionary<int, int>();
        var open = new Queue<int>();
        open.Enqueue(start);
        while (open.TryDequeue(out var node))
        {
            foreach (var next in index.Dependencies[node])
            {
                if (component[next] != component[start]) continue;
                if (next == start) return Path(previous, start, node);
                if (previous.TryAdd(next, node)) open.Enqueue(next);
            }
        }

        return null;
    }

    private static int[] Path(Dictionary<int, int> previous, int start, int last)
    {
        var path = new List<int>();
        for (var node = last; node != start; node = previous[node]) path.Add(node);
        path.Add(start);
        path.Reverse();
        return [.. path];
    }

    private static int[] FromFirstInFile(int[] cycle)
    {
        var first = Array.IndexOf(cycle, cycle.Min());
        return [.. cycle[first..], .. cycle[..first]];
    }
}
