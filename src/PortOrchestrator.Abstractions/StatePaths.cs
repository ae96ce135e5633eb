namespace PortOrchestrator;

/// <summary>Where things live on this machine. Immutable; asking for a path creates nothing.</summary>
public sealed class StatePaths
{
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The variable that names the state folder.</summary>
    internal const string HomeVariable = "PORTORCHESTRATOR_HOME";

    private readonly string? _home;

    /// <summary>Creates the paths below a state folder.</summary>
    /// <param name="home">The state folder.</param>
    public StatePaths(string home) => _home = Path.GetFullPath(home);

    private StatePaths() { }

    /// <summary>The state folder.</summary>
    /// <exception cref="PortOrchestratorException">The environment names none, and the user has no home folder (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public string Home => _home ?? throw new PortOrchestratorException(
        ErrorCode.StateUnavailable,
        "There is no place for the state folder: neither the environment (HOME, as a full path) nor the system names a home folder that exists. Set PORTORCHESTRATOR_HOME to a folder that is writable for you.");

    /// <summary>The registry file.</summary>
    public string RegistryFile => Path.Combine(Home, "registry.db");

    /// <summary>The folder of sockets and supervisor locks.</summary>
    public string RunFolder => Path.Combine(Home, "run");

    /// <summary>The folder of a checkout's journal and logs.</summary>
    /// <param name="project">The checkout.</param>
    public string ProjectFolder(ProjectIdentity project) => Path.Combine(Home, "projects", project.Key);

    /// <summary>The folder of a checkout's service logs.</summary>
    /// <param name="project">The checkout.</param>
    public string LogFolder(ProjectIdentity project) => Path.Combine(ProjectFolder(project), "logs");

    /// <summary>The journal of a checkout.</summary>
    /// <param name="project">The checkout.</param>
    public string StateFile(ProjectIdentity project) => Path.Combine(ProjectFolder(project), "state.db");

    /// <summary>The log of a checkout's sessions: their starts and ends, and what was started for them.</summary>
    /// <param name="project">The checkout.</param>
    public string SessionLog(ProjectIdentity project) => Path.Combine(ProjectFolder(project), "session.log");

    /// <summary>The supervisor's own log.</summary>
    /// <param name="project">The checkout.</param>
    public string SupervisorLog(ProjectIdentity project) => Path.Combine(ProjectFolder(project), "supervisor.log");

    /// <summary>
    /// The state folder of the environment: <c>PORTORCHESTRATOR_HOME</c>, else <c>$XDG_STATE_HOME/portorchestrator</c>
    /// (default <c>~/.local/state</c>), <c>~/Library/Application Support/PortOrchestrator</c> or <c>%LOCALAPPDATA%\PortOrchestrator</c>.
    /// Where none of them can be told, only asking for a path fails: a state folder below whatever folder is the current one would be another
    /// one each time.
    /// </summary>
    /// <param name="environment">Reads a variable; the process environment when null.</param>
    public static StatePaths FromEnvironment(Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        if (environment(HomeVariable) is { Length: > 0 } home) return new StatePaths(home);
        if (OperatingSystem.IsWindows()) return Below(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "PortOrchestrator");
        // The XDG base directory specification: a relative path is to be ignored.
        if (!OperatingSystem.IsMacOS() && environment("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state)) return Below(state, "portorchestrator");
        var user = environment("HOME") is { } own && Path.IsPathRooted(own) ? own : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsMacOS()
            ? Below(user, "Library", "Application Support", "PortOrchestrator")
            : Below(user, ".local", "state", "portorchestrator");
    }

    /// <summary>Creates a folder, and those above it, for this user alone (mode 0700 on Unix).</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="PortOrchestratorException">The folder cannot be created (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public static void CreatePrivateFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else CreateWithParents(new DirectoryInfo(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PortOrchestratorException(
                ErrorCode.StateUnavailable,
                $"Cannot create the state folder '{folder}': {e.Message} Make it writable, or set PORTORCHESTRATOR_HOME to a folder that is.",
                e);
        }
    }

    private static StatePaths Below(string folder, params string[] names) =>
        Path.IsPathRooted(folder) ? new StatePaths(Path.Combine([folder, .. names])) : new StatePaths();

    // Directory.CreateDirectory gives its mode to the last folder only; those above it would get the umask's.
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void CreateWithParents(DirectoryInfo folder)
    {
        if (folder.Exists) return;
        if (folder.Parent is { } parent) CreateWithParents(parent);
        Directory.CreateDirectory(folder.FullName, PrivateFolder);
    }
}
