using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Makes the paths of a file absolute.</summary>
internal static class FilePaths
{
    /// <summary>A path that counts from the folder of the file it is written in; a leading <c>~</c> is the user's home.</summary>
    public static string Resolve(ScalarNode path) => Path.GetFullPath(ExpandHome(path.Text), path.Place.File.Folder);

    /// <summary>The folder of a service: its <c>working_dir</c>, else the folder of the file it is written in.</summary>
    public static string WorkingDirectory(Fields service) =>
        service.Scalar("working_dir") is { Kind: ScalarKind.Text, Text.Length: > 0 } path ? Resolve(path) : service.Node.Place.File.Folder;

    public static string ExpandHome(string path)
    {
        if (path != "~" && !path.StartsWith("~/", StringComparison.Ordinal)) return path;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length == 0 ? path : Path.Join(home, path[1..]);
    }
}
