using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>.NET Aspire's app hosts, which start the projects that they refer to.</summary>
internal sealed class AspireSource : IFindingSource
{
    private const int Dashboard = 15000;
    private const int Telemetry = 19000;
    private const int Resources = 20000;

    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        foreach (var file in folder.Files)
        {
            if (file.Name.EndsWith(".csproj", StringComparison.Ordinal) && Word(file) is { } word)
                yield return Of(folder, file, word, file.Name[..^".csproj".Length], "dotnet run --no-launch-profile");
            else if (file.Name == "apphost.cs" && file.Has("#:sdk Aspire.AppHost.Sdk"))
                yield return Of(folder, file, "#:sdk Aspire.AppHost.Sdk", "apphost", "dotnet run --no-launch-profile apphost.cs");
        }
    }

    private static string? Word(FileFacts file) =>
        file.Has("Aspire.AppHost.Sdk") ? "Aspire.AppHost.Sdk" : file.Has("Aspire.Hosting.AppHost") || file.Name.EndsWith(".AppHost.csproj", StringComparison.Ordinal) ? "Aspire.Hosting.AppHost" : null;

    private static Finding Of(TreeFolder folder, FileFacts file, string key, string name, string command)
    {
        var settings = folder.File("Properties/launchSettings.json");
        var profile = settings is null ? default : LaunchSettingsSource.Profiles(settings).OrderBy(p => p.Urls?.Contains("http:", StringComparison.Ordinal) != true).FirstOrDefault();
        var urls = LaunchUrls.Read(profile.Urls) is { Ports.Count: > 0 } written ? written : LaunchUrls.Http(Dashboard);
        var variables = settings is null || profile.Name is null ? [] : LaunchSettingsSource.Variables(settings, "profiles/" + profile.Name);
        return new Finding
        {
            Authority = Authority.Aspire,
            Folder = folder.Path,
            Name = name,
            Command = command,
            Environment = new Dictionary<string, string>(urls.Environment(variables), StringComparer.Ordinal)
            {
                ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:" + Placeholder.Of("{port:otlp}"),
                ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = "http://localhost:" + Placeholder.Of("{port:resources}"),
                ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            },
            Ports =
            [
                .. urls.Ports,
                new FoundPort(Telemetry, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL") { Name = "otlp" },
                new FoundPort(Resources, "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL") { Name = "resources" },
            ],
            Health = urls.Health,
            Confidence = DetectionConfidence.Declared,
            Evidence = file.Evidence(key),
            Starts = [.. file.All("reference").Select(r => ProjectTree.Resolve(folder.Path, r)).OfType<string>().Select(ParentOf)],
        };
    }

    private static string ParentOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";
}
