namespace PortOrchestrator.ServiceGraph;

/// <summary>How a graph is written.</summary>
public enum GraphFormat
{
    /// <summary>Indented text for people.</summary>
    Tree,

    /// <summary>A Mermaid flowchart.</summary>
    Mermaid,

    /// <summary>JSON: an object with the array <c>nodes</c>.</summary>
    Json,
}
