namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Writes configurations in a format, whatever format they came from. Thread-safe.</summary>
public static class ConfigurationExporter
{
    /// <summary>Writes a configuration. What the reader would infer again is left out, and so is what has its default.</summary>
    /// <param name="definition">The configuration.</param>
    /// <param name="format">The format.</param>
    /// <returns>The text, and what it does not say.</returns>
    public static ExportedConfiguration Write(ProjectDefinition definition, ExportFormat format)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var losses = new List<string>();
        var text = format == ExportFormat.ProcessCompose
            ? YamlEmitter.Write(new ProcessComposeWriter(definition, losses).Write())
            : JsonEmitter.Write(new ProjectServicesWriter(definition, losses).Write());
        return new ExportedConfiguration(text, [.. losses.Distinct()]);
    }
}
