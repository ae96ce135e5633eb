using PortOrchestrator.ConfigParsers;
using PortOrchestrator.ConfigParsers.Settings;

namespace PortOrchestrator.Sharing;

/// <summary>The machine's own services: <c>machine-services.json</c>, beside the settings.</summary>
internal static class MachineServicesFile
{
    private const string Name = "machine-services.json";

    public static string PathOf(Surroundings surroundings) =>
        Path.Combine(Path.GetDirectoryName(surroundings.Settings.File ?? SettingsPath.FromEnvironment())!, Name);

    /// <summary>Whom the services belong to that the whole machine shares, whether or not the file exists.</summary>
    public static ProjectIdentity Owner(Surroundings surroundings) => SharedScope.OfMachine(Path.GetDirectoryName(PathOf(surroundings))!);

    /// <summary>The same, and the file, as an orchestrator takes them.</summary>
    public static ProjectLocation Locate(Surroundings surroundings)
    {
        var file = PathOf(surroundings);
        return new ProjectLocation { Identity = Owner(surroundings), Files = File.Exists(file) ? [file] : [] };
    }
}
