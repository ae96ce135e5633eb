namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>The formats that a configuration can be written in.</summary>
public enum ExportFormat
{
    /// <summary>Our own, as JSON: <c>.project-services.json</c>.</summary>
    ProjectServices,

    /// <summary>process-compose, as YAML: <c>process-compose.yaml</c>.</summary>
    ProcessCompose,
}
