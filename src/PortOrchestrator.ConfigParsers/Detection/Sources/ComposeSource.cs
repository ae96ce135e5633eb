using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>Every service of Docker Compose files.</summary>
internal sealed class ComposeSource : IFindingSource
{
    // The order of docker compose itself.
    private static readonly string[] Names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    private static readonly string[] Overrides =
        ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        var files = FilesOf(folder);
        return files.SelectMany(f => f.Below("services")).DistinctBy(s => s.Name, StringComparer.Ordinal)
            .Select(s => Of(folder, files, s.Name)).OfType<Finding>();
    }

    private static List<FileFacts> FilesOf(TreeFolder folder)
    {
        if (folder.File(".env")?.Text("COMPOSE_FILE") is { } named)
        {
            var files = named.Trim('"', '\'').Split([':', ';'], StringSplitOptions.RemoveEmptyEntries).Select(n => folder.File(n)).OfType<FileFacts>().ToList();
            if (files.Count > 0) return files;
        }

        if (folder.FirstFile(Names) is not { } first || first.Below("processes").Any()) return [];
        return folder.FirstFile(Overrides) is { } second ? [first, second] : [first];
    }

    private static Finding? Of(TreeFolder folder, List<FileFacts> files, string service)
    {
        var key = "services/" + service;
        var file = files.First(f => f.Below("services").Any(s => s.Name == service));
        var ports = ComposePort.Of(files, service);
        var profiles = files.SelectMany(f => f.All(key + "/profiles")).Distinct().ToList();
        var build = files.Select(f => f.Text(key + "/build") ?? f.Text(key + "/build/context")).FirstOrDefault(b => b is not null);
        var built = build is null ? null : ProjectTree.Resolve(folder.Path, build);
        var isChecked = files.Exists(f => f.Has(key + "/healthcheck") && f.Text(key + "/healthcheck/disable") != "true");
        return new Finding
        {
            Authority = Authority.Compose,
            Folder = built ?? folder.Path,
            WorkingFolder = "",
            Role = built is null ? service : Finding.Application,
            Name = service,
            Kind = ServiceKind.Compose,
            Tier = 2,
            Ports = ports,
            Health = isChecked || ports is not [{ Protocol: PortProtocol.Tcp }, ..] ? null : "tcp://localhost:" + Placeholder.Port,
            ComposeFiles = [.. files.Select(f => f.Path)],
            ComposeService = service,
            ComposeProfiles = profiles,
            Dependencies = [.. files.SelectMany(f => f.All(key + "/depends_on").Concat(f.Below(key + "/depends_on").Select(d => d.Name))).Distinct()],
            Confidence = DetectionConfidence.Declared,
            Evidence = file.Evidence(key),
            Reason = profiles.Count == 0 ? null : $"it belongs to the profile {string.Join(", ", profiles)} of Docker Compose",
        };
    }
}
