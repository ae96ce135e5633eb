using System.Net.Sockets;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Client;

/// <summary>
/// Starts a checkout's supervisor in a session of its own, by a shell that ends at once: whoever called is not an ancestor of it, so that it outlives
/// caller and terminal, and the caller never has it as a child to wait for.
/// </summary>
/// <param name="paths">Where its files are.</param>
/// <param name="program">The program, and arguments that come first.</param>
internal sealed class SupervisorStarter(StatePaths paths, IReadOnlyList<string> program)
{
    // One that ends is told of at once; for one that lives, only the load of the machine decides how long it takes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Detach = ["/bin/sh", "-c", "\"$@\" &", "sh"];

    /// <summary>Starts the supervisor and returns when it answers on its socket.</summary>
    /// <param name="project">The checkout.</param>
    /// <param name="settings">What it works by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortOrchestratorException">It could not be started; the message carries what it said.</exception>
    public async Task StartAsync(ProjectIdentity project, SupervisorSettings settings, CancellationToken cancellationToken)
    {
        StatePaths.CreatePrivateFolder(paths.ProjectFolder(project));
        StatePaths.CreatePrivateFolder(paths.RunFolder);
        var log = paths.SupervisorLog(project);
        var request = new LaunchRequest
        {
            Arguments =
            [
                .. Detach,
                .. program,
                .. settings.Watchdog ? SupervisorArguments.Watch(paths, project, settings) : SupervisorArguments.Run(paths, project, settings),
                .. SupervisorArguments.TellReady,
            ],
            WorkingDirectory = "/",
            Environment = SmallEnvironment(),
            OutputPath = log,
        };
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < Patience)
        {
            var said = File.Exists(log) ? new FileInfo(log).Length : 0;
            switch (await LaunchAsync(project, request, cancellationToken).ConfigureAwait(false))
            {
                case ReadySignal.Ready:
                    return;
                case ReadySignal.NotNeeded:
                    // The one that has the lock starts up and will answer, or goes and leaves the lock to the next try.
                    if (await AnswersAsync(project, cancellationToken).ConfigureAwait(false)) return;
                    await Task.Delay(20, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    throw Failed(project, "ended before it answered." + Said(log, said));
            }
        }

        throw Silent(project);
    }

    private async Task<byte?> LaunchAsync(ProjectIdentity project, LaunchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var launcher = new PosixProcessLauncher(new LauncherOptions { Scope = ReapScope.OwnChildren });
            using var ready = new ReadySignal();
            var shell = ready.Launch(launcher, request);
            var told = await ready.WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            // It has long ended, and must not stay a zombie of a caller that lives on.
            await shell.Exited.WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            return told;
        }
        catch (LaunchException e)
        {
            throw new PortOrchestratorException(ErrorCode.SupervisorUnavailable, $"The supervisor of '{project.Name}' could not be started: {e.Message}", e);
        }
        catch (TimeoutException)
        {
            throw Silent(project);
        }
    }

    private static Dictionary<string, string> SmallEnvironment()
    {
        var environment = BaseEnvironment.From(null);
        // Keeps the supervisor small: it sleeps nearly always, so a small youngest generation and one malloc arena cost it nothing.
        // Services never see these, they have an environment of their own.
        environment["DOTNET_GCgen0size"] = "400000";
        environment["DOTNET_TieredPGO"] = "0";
        environment["MALLOC_ARENA_MAX"] = "1";
        return environment;
    }

    private async Task<bool> AnswersAsync(ProjectIdentity project, CancellationToken cancellationToken)
    {
        var path = SupervisorEndpoint.Socket(paths, project);
        if (!File.Exists(path)) return false;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private PortOrchestratorException Silent(ProjectIdentity project) => Failed(project, $"did not answer within {Patience.TotalSeconds:0} s.");

    private PortOrchestratorException Failed(ProjectIdentity project, string what) =>
        new(ErrorCode.SupervisorUnavailable, $"The supervisor of '{project.Name}' {what} Its log is '{paths.SupervisorLog(project)}'.");

    private static string Said(string log, long from) => LogTail.Read(log, from) is { Count: > 0 } lines ? $" It said: {string.Join('\n', lines)}" : "";
}
