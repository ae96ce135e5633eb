namespace PortOrchestrator.ConfigParsers;

/// <summary>The JSON Schema of <c>.project-services.json</c>, as published in <c>docs/schema/project-services.schema.json</c>. Thread-safe.</summary>
public static class ProjectServicesSchema
{
    /// <summary>Where editors find the schema: the value of <c>$schema</c> in files that are written for users.</summary>
    public const string Address = "https://raw.githubusercontent.com/portorchestrator/portorchestrator/main/docs/schema/project-services.schema.json";

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
