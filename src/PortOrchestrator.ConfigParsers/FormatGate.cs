using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers;

/// <summary>Lets through what is a <c>.project-services</c> document and names what is another tool's.</summary>
internal static class FormatGate
{
    public static MapNode? Accept(DocumentNode root, DiagnosticBag diagnostics)
    {
        if (root is not MapNode map)
        {
            diagnostics.Error(DiagnosticCodes.WrongType, root.Place, $"the file must be a map, not {root.TypeName}", "write at least { \"services\": [] }");
            return null;
        }

        var name = Path.GetFileName(root.Place.File.Path);
        var isProcessCompose = name is "process-compose.yaml" or "process-compose.yml" || (map.Find("processes") is not null && map.Find("services") is null);
        if (isProcessCompose)
        {
            Refuse(root, diagnostics, "process-compose files are not supported yet", ProcessComposeHint(root));
            return null;
        }

        if (map.Find("services")?.Value is not MapNode) return map;
        Refuse(root, diagnostics, "this is a Docker Compose file, which is not a project file", "write a .project-services.json whose services have \"kind\": \"compose\"");
        return null;
    }

    private static string ProcessComposeHint(DocumentNode root)
    {
        var beside = Path.Join(root.Place.File.Folder, ".project-services.json");
        return File.Exists(beside) ? $"use -f {beside}" : "write a .project-services.json beside it and use -f .project-services.json";
    }

    private static void Refuse(DocumentNode root, DiagnosticBag diagnostics, string message, string hint) =>
        diagnostics.Error(DiagnosticCodes.UnsupportedFormat, root.Place, message, hint);
}
