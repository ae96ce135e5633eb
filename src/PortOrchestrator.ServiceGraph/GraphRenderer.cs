namespace PortOrchestrator.ServiceGraph;

/// <summary>Writes graphs and plans as text. Thread-safe.</summary>
public static class GraphRenderer
{
    /// <summary>Writes a whole graph, disabled services included.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="format">How.</param>
    /// <returns>The text, lines ended by a line feed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is not a format.</exception>
    public static string Render(DependencyGraph graph, GraphFormat format)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Render(graph.AllSteps(), format);
    }

    /// <summary>Writes what a plan starts.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="format">How.</param>
    /// <returns>The text, lines ended by a line feed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is not a format.</exception>
    public static string Render(StartPlan plan, GraphFormat format)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Render(plan.Steps, format);
    }

    private static string Render(IReadOnlyList<StartStep> steps, GraphFormat format) => format switch
    {
        GraphFormat.Tree => TreeWriter.Write(steps),
        GraphFormat.Mermaid => MermaidWriter.Write(steps),
        GraphFormat.Json => JsonWriter.Write(steps),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a graph format."),
    };
}
