using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers;

/// <summary>Tells the formats of files apart and names what is another tool's.</summary>
internal static class FormatGate
{
    public static AcceptedFile? Accept(DocumentNode root, DiagnosticBag diagnostics)
    {
        if (root is not MapNode map)
        {
            diagnostics.Error(DiagnosticCodes.WrongType, root.Place, $"the file must be a map, not {root.TypeName}", "write at least { \"services\": [] }");
            return null;
        }

        if (IsProcessCompose(map)) return new AcceptedFile(map, FileFormat.ProcessCompose);
        if (map.Find("services")?.Value is not MapNode) return new AcceptedFile(map, FileFormat.ProjectServices);
        diagnostics.Error(
            DiagnosticCodes.UnsupportedFormat,
            root.Place,
            "this is a Docker Compose file, which is not a project file",
            "write a .project-services.json whose services have \"kind\": \"compose\"");
        return null;
    }

    /// <summary>The files of the first one's format; one of another format is a finding.</summary>
    public static IReadOnlyList<AcceptedFile> OfOneFormat(IReadOnlyList<AcceptedFile> files, DiagnosticBag diagnostics)
    {
        if (!files.Any(f => f.Format == FileFormat.ProcessCompose)) return files;
        var kept = new List<AcceptedFile>();
        foreach (var file in files)
        {
            // What has no services may be an override of process-compose under any name.
            if (file.Format == FileFormat.ProcessCompose || file.Map.Find("services") is null) kept.Add(file with { Format = FileFormat.ProcessCompose });
            else diagnostics.Error(DiagnosticCodes.UnsupportedFormat, file.Map.Place, "a project file cannot be merged with process-compose files", "use files of one format");
        }

        return kept;
    }

    // A file that only overrides or extends others need not have processes, but then its name tells.
    private static bool IsProcessCompose(MapNode map)
    {
        if (map.Find("services") is not null) return false;
        return map.Find("processes") is not null
            || map.Find("extends") is not null
            || Path.GetFileName(map.Place.File.Path).StartsWith("process-compose", StringComparison.Ordinal);
    }
}
