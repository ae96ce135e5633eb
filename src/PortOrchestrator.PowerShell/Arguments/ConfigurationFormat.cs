namespace PortOrchestrator.PowerShell.Arguments;

/// <summary>The formats that <c>ConvertTo-ProjectConfiguration</c> writes.</summary>
public enum ConfigurationFormat
{
    /// <summary>Our own, as JSON: <c>.project-services.json</c>.</summary>
    ProjectServices,

    /// <summary>process-compose, as YAML: <c>process-compose.yaml</c>.</summary>
    ProcessCompose,
}
