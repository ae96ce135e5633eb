namespace PortOrchestrator.PowerShell.Arguments;

/// <summary>The languages that <c>New-ProjectConfiguration</c> writes.</summary>
public enum ConfigurationLanguage
{
    /// <summary>JSON: <c>.project-services.json</c>.</summary>
    Json,

    /// <summary>YAML: <c>.project-services.yaml</c>.</summary>
    Yaml,
}
