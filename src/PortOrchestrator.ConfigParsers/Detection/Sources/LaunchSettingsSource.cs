using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>The profiles of <c>launchSettings.json</c>. They start one program in different ways, so the first that needs no certificate is the service.</summary>
internal sealed class LaunchSettingsSource : IFindingSource
{
    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        if (folder.File("Properties/launchSettings.json") is not { } file || folder.Files.FirstOrDefault(IsProject) is not { } project) yield break;
        var rank = 0;
        foreach (var profile in Profiles(file).OrderBy(p => p.Urls?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true))
        {
            var urls = LaunchUrls.Read(profile.Urls);
            var key = "profiles/" + profile.Name;
            yield return new Finding
            {
                Authority = Authority.LaunchSettings,
                Rank = rank++,
                Folder = folder.Path,
                Name = project.Name[..^".csproj".Length],
                // A launch profile would set the addresses over ours.
                Command = "dotnet run --no-launch-profile" + (profile.Arguments is { } more ? " -- " + more : ""),
                Environment = urls.Environment(Variables(file, key)),
                Ports = urls.Ports,
                Health = urls.Health,
                Confidence = DetectionConfidence.Declared,
                Evidence = file.Evidence(key, profile.Fact),
            };
        }
    }

    /// <summary>The profiles that start the project itself, in the order of the file.</summary>
    public static IEnumerable<(string Name, string? Urls, string? Arguments, Fact Fact)> Profiles(FileFacts file) => file.Below("profiles")
        .Where(p => file.Text($"profiles/{p.Name}/commandName") == "Project")
        .Select(p => (p.Name, file.Text($"profiles/{p.Name}/applicationUrl"), file.Text($"profiles/{p.Name}/commandLineArgs"), p.Fact));

    public static IEnumerable<KeyValuePair<string, string>> Variables(FileFacts file, string profile) => file.Below(profile + "/environmentVariables")
        .Select(v => KeyValuePair.Create(v.Name, v.Fact.Value)).Where(v => !v.Key.Contains('=', StringComparison.Ordinal));

    private static bool IsProject(FileFacts file) => file.Name.EndsWith(".csproj", StringComparison.Ordinal) && !file.Has("IsTestProject") && !file.Has("Microsoft.NET.Test.Sdk");
}
