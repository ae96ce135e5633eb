namespace PortOrchestrator.ServiceGraph;

// Tarjan's algorithm with a stack of its own: a chain of many thousand services must not use up the thread's stack.
internal static class StronglyConnected
{
    public static int[] Components(GraphIndex index)
    {
        var order = new int[index.Count];
        var low = new int[index.Count];
        var component = new int[index.Count];
        Array.Fill(component, -1);
        var pending = new Stack<int>();
        var calls = new Stack<(int Node, int Edge)>();
        var clock = 0;
        var components = 0;

        for (var root = 0; root < index.Count; root++)
        {
            if (order[root] != 0) continue;
            calls.Push((root, 0));
            while (calls.TryPop(out var call))
            {
                var (node, edge) = call;
                if (edge == 0)
                {
                    order[node] = low[node] = ++clock;
                    pending.Push(node);
                }
                else
                {
                    // The edge before this one has been walked to its end.
                    var child = index.Dependencies[node][edge - 1];
                    if (component[child] < 0) low[node] = Math.Min(low[node], low[child]);
                }

                if (edge < index.Dependencies[node].Length)
                {
                    calls.Push((node, edge + 1));
                    var child = index.Dependencies[node][edge];
                    if (order[child] == 0) calls.Push((child, 0));
                    continue;
                }

                if (low[node] != order[node]) continue;
                int member;
                do
                {
                    member = pending.Pop();
                    component[member] = components;
                }
                while (member != node);
                components++;
            }
        }

        return component;
    }
}
