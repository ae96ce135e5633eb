namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>The languages that a <c>.project-services</c> file can be written in.</summary>
public enum ConfigurationSyntax
{
    /// <summary>JSON: <c>.project-services.json</c>.</summary>
    Json,

    /// <summary>YAML: <c>.project-services.yaml</c>.</summary>
    Yaml,
}
