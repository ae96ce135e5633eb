namespace PortOrchestrator.ConfigParsers;

/// <summary>The JSON Schema of <c>.project-services.json</c>, as published in <c>docs/schema/project-services.schema.json</c>. Thread-safe.</summary>
public static class ProjectServicesSchema
{
    private const string Resource = "project-services.schema.json";

    /// <summary>The schema (draft 2020-12) as JSON text.</summary>
    public static string Text { get; } = Load();

    private static string Load()
    {
        using var stream = typeof(ProjectServicesSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly has no resource {Resource}; build it again from its project file.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
