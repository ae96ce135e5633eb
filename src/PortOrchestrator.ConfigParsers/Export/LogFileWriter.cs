namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the keys of process-compose that say where output is written to as well, and how.</summary>
internal static class LogFileWriter
{
    private static readonly LogFileRotation Standard = new();

    public static string? Location(LogFileDefinition? file, string root) =>
        file is null ? null : ProcessText.Rendered(WrittenPaths.FromRoot(root, file.Path) ?? file.Path);

    public static MapWriter Configuration(LogFileDefinition? file)
    {
        if (file is null) return new MapWriter();
        var isText = file.Format == LogFileFormat.Text;
        return new MapWriter()
            .Map("rotation", Rotation(file.Rotation))
            .Texts("fields_order", file.FieldsOrder)
            .Flag("disable_json", isText)
            .Text("timestamp_format", file.TimeLayout)
            .Flag("no_color", isText && !file.Colours)
            .Flag("no_metadata", !file.Metadata)
            .Flag("add_timestamp", file.AddTime);
    }

    // Written out in any case: without one, a file is never set aside.
    private static MapWriter Rotation(LogFileRotation? rotation) => rotation is null ? new MapWriter() : new MapWriter()
        .Number("max_size_mb", rotation.MaxSizeMegabytes)
        .Number("max_backups", rotation.MaxBackups, Standard.MaxBackups)
        .Number("max_age_days", rotation.MaxAgeDays, Standard.MaxAgeDays)
        .Flag("compress", rotation.Compress);
}
