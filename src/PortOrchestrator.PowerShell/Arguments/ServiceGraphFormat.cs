namespace PortOrchestrator.PowerShell.Arguments;

/// <summary>How <c>Get-ProjectServiceGraph</c> writes a graph as text.</summary>
public enum ServiceGraphFormat
{
    /// <summary>Indented text for people.</summary>
    Tree,

    /// <summary>A Mermaid flowchart.</summary>
    Mermaid,

    /// <summary>JSON: an object with the array <c>nodes</c>.</summary>
    Json,
}
