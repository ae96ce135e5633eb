using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Sessions;

/// <summary>
/// Starts this program once more, in a process that holds nothing of ours: whoever waits for the end of our output does not wait for it. What it
/// says goes into the log of the checkout's sessions.
/// </summary>
internal static class DetachedProgram
{
    /// <summary>The hidden command that starts what a session wants.</summary>
    public const string EnsureCommand = "ensure";

    /// <summary>The command's flag for the machine's own services.</summary>
    public const string MachineFlag = "--machine-services";

    /// <summary>Starts what a session wants.</summary>
    /// <returns>Ends when everything required is ready, or has failed.</returns>
    /// <exception cref="PortOrchestratorException">The program was not found or could not be started.</exception>
    public static Task Ensure(Surroundings surroundings, ProjectIdentity project, bool isMachine) => Start(surroundings, project,
    [
        "session", EnsureCommand,
        .. isMachine ? new[] { MachineFlag } : ["--project", project.Root],
        .. surroundings.NamedFiles.Where(_ => !isMachine).SelectMany(f => new[] { "--file", f }),
        .. surroundings.Options.EnvironmentFiles.SelectMany(f => new[] { "--env-file", Path.GetFullPath(f, surroundings.WorkingDirectory) }),
    ]);

    /// <summary>Starts a supervisor, which takes over what lives, looks whether it is still wanted, and ends when nothing is left to do.</summary>
    /// <param name="surroundings">Where.</param>
    /// <param name="project">The checkout.</param>
    /// <param name="settings">What it works by.</param>
    /// <exception cref="PortOrchestratorException">The program was not found or could not be started.</exception>
    public static void Supervise(Surroundings surroundings, ProjectIdentity project, SupervisorSettings settings) =>
        _ = Start(surroundings, project, SupervisorArguments.Start(surroundings.Paths, project, settings));

    private static Task Start(Surroundings surroundings, ProjectIdentity project, IReadOnlyList<string> arguments)
    {
        var environment = surroundings.Options.Environment is { } given ? new Dictionary<string, string>(given, OwnEnvironment.Comparer) : OwnEnvironment.Read();
        environment[StatePaths.HomeVariable] = surroundings.Paths.Home;
        var log = surroundings.Paths.SessionLog(project);
        StatePaths.CreatePrivateFolder(Path.GetDirectoryName(log)!);
        DescriptorHygiene.MarkInheritedCloseOnExec();
        // Lives as long as the process, so that it is collected also where this program goes on.
        var launcher = new PosixProcessLauncher();
        try
        {
            var launched = launcher.Launch(new LaunchRequest
            {
                Arguments = [.. ProgramLocator.Locate(surroundings.Options.ProgramPath), .. arguments],
                WorkingDirectory = "/",
                Environment = environment,
                OutputPath = log,
            });
            return WaitAsync(launched, launcher);
        }
        catch
        {
            launcher.Dispose();
            throw;
        }
    }

    private static async Task WaitAsync(LaunchedProcess process, PosixProcessLauncher launcher)
    {
        using (launcher) await process.Exited.ConfigureAwait(false);
    }
}
