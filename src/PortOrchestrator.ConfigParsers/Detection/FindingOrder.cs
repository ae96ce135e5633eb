namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>Decides which findings are services: of those that mean the same, the strongest; the others are kept as also seen.</summary>
internal static class FindingOrder
{
    public static (IReadOnlyList<DetectedService> Services, IReadOnlyList<DetectedAlternative> Others) Sort(IReadOnlyList<Finding> findings)
    {
        var services = new List<Finding>();
        var others = new List<DetectedAlternative>();
        foreach (var finding in findings.OrderBy(f => f.Authority).ThenBy(f => f.Rank))
        {
            if (finding.OnlyNames) others.Add(Also(finding, finding.Reason ?? "it starts nothing"));
            else if (services.Find(s => Excludes(s, finding)) is { } stronger) others.Add(Also(finding, Why(stronger)));
            else services.Add(finding);
        }

        foreach (var root in services.Where(s => s.FansOut && services.Exists(o => IsStartedBy(s, o))).ToList())
        {
            services.Remove(root);
            others.Add(Also(root, "it starts what was found by itself"));
        }

        var ordered = services.OrderBy(f => Depth(f.Folder)).ThenBy(f => f.Folder, StringComparer.Ordinal).ThenBy(f => f.Authority).ToList();
        return (ServiceNames.Give(ordered), [.. others.OrderBy(o => o.Evidence.File, StringComparer.Ordinal).ThenBy(o => o.Evidence.Line)]);
    }

    private static bool Excludes(Finding stronger, Finding finding)
    {
        if (stronger.Authority == finding.Authority && stronger.Rank == finding.Rank) return false;
        if (stronger.Authority < finding.Authority && stronger.Starts.Contains(finding.Folder) && finding.Role == Finding.Application) return true;
        return stronger.Folder == finding.Folder && stronger.Role == finding.Role;
    }

    private static string Why(Finding stronger) => stronger.FansOut
        ? $"{stronger.Evidence} stands for it"
        : $"{stronger.Evidence} says how it is started";

    private static bool IsStartedBy(Finding root, Finding other) =>
        other != root && !other.FansOut && other.Confidence != DetectionConfidence.Guess
        && (root.Folder.Length == 0 || other.Folder == root.Folder || other.Folder.StartsWith(root.Folder + "/", StringComparison.Ordinal));

    private static DetectedAlternative Also(Finding finding, string reason) => new()
    {
        Subject = finding.Command is { } command ? Placeholder.Fill(command, ServiceNames.Slug(finding.Name)) : finding.Name,
        WorkingDirectory = finding.Folder.Length == 0 ? "." : finding.Folder,
        Confidence = finding.Confidence,
        Evidence = finding.Evidence,
        Reason = reason,
    };

    private static int Depth(string folder) => folder.Length == 0 ? 0 : folder.Count(c => c == '/') + 1;
}
