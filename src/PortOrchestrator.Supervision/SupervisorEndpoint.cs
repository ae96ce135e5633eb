using System.Text;

namespace PortOrchestrator.Supervision;

/// <summary>Where a checkout's supervisor answers and what keeps it the only one.</summary>
public static class SupervisorEndpoint
{
    // sockaddr_un.sun_path has 108 bytes on Linux and 104 on macOS, with the closing NUL.
    private const int LongestSocketPath = 103;

    /// <summary>The Unix socket of a checkout's supervisor.</summary>
    /// <param name="paths">Where state lives.</param>
    /// <param name="project">The checkout.</param>
    public static string Socket(StatePaths paths, ProjectIdentity project) => Fit(paths, StableHash.Digits(project.Key) + ".sock");

    /// <summary>The file that a checkout's supervisor holds a lock on as long as it lives.</summary>
    /// <param name="paths">Where state lives.</param>
    /// <param name="project">The checkout.</param>
    public static string LockFile(StatePaths paths, ProjectIdentity project) => Path.Combine(paths.RunFolder, StableHash.Digits(project.Key) + ".lock");

    /// <summary>Where one program leaves to the next one in the supervisor's process what that needs to know.</summary>
    internal static string HandoverFile(StatePaths paths, ProjectIdentity project) => Path.Combine(paths.RunFolder, StableHash.Digits(project.Key) + ".handover");

    internal static string NotifySocket(StatePaths paths, ProjectIdentity project, string instance, string instanceId) =>
        Fit(paths, StableHash.Digits($"{project.Key}/{instance}/{instanceId}") + ".notify");

    private static string Fit(StatePaths paths, string name)
    {
        var path = Path.Combine(paths.RunFolder, name);
        if (Encoding.UTF8.GetByteCount(path) <= LongestSocketPath) return path;
        // The state folder is too deep for a socket: a folder of this user in the temporary folder, told apart by the state folder.
        return Path.Combine(Path.GetTempPath(), $"portorch-{Environment.UserName}-{StableHash.Digits(paths.Home)}", name);
    }
}
