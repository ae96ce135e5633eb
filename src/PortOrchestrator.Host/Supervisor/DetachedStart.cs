using System.Net.Sockets;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>
/// Starts the supervisor in a session of its own and ends when it answers. Whoever called is then no longer an ancestor of it:
/// the supervisor outlives caller and terminal, and the caller never has it as a child to wait for.
/// </summary>
internal sealed class DetachedStart(StatePaths paths, ProjectIdentity project, SupervisorSettings settings)
{
    // One that ends is told of at once; for one that lives, only the load of the machine decides how long it takes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<int> RunAsync()
    {
        InstanceTag.Forget();
        StatePaths.CreatePrivateFolder(paths.ProjectFolder(project));
        StatePaths.CreatePrivateFolder(paths.RunFolder);
        var log = paths.SupervisorLog(project);
        var said = File.Exists(log) ? new FileInfo(log).Length : 0;
        using var launcher = new PosixProcessLauncher(new LauncherOptions { Scope = ReapScope.OwnChildren });
        var request = new LaunchRequest
        {
            Arguments =
            [
                .. OwnProgram.Command,
                .. settings.Watchdog
                    ? SupervisorArguments.Watch(paths, project, settings)
                    : SupervisorArguments.Run(paths, project, settings),
            ],
            WorkingDirectory = "/",
            Environment = CleanEnvironment(),
            OutputPath = log,
        };
        using var ready = new ReadySignal();
        var supervisor = ready.Launch(launcher, request with { Arguments = [.. request.Arguments, .. SupervisorArguments.TellReady] });
        if (await ready.WaitAsync(Patience).ConfigureAwait(false)) return 0;
        var clock = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(clock) < Patience)
        {
            if (await AnswersAsync().ConfigureAwait(false)) return 0;
            await Task.Delay(2).ConfigureAwait(false);
            if (!supervisor.Exited.IsCompleted) continue;
            var code = await supervisor.Exited.ConfigureAwait(false);
            if (code != SupervisorProcess.AlreadySupervised) return await FailAsync(log, said, $"ended with exit code {code}").ConfigureAwait(false);
            // The one that had the lock starts up and will answer, or goes and leaves the lock to the next try.
            await Task.Delay(50).ConfigureAwait(false);
            if (!await AnswersAsync().ConfigureAwait(false)) supervisor = launcher.Launch(request);
        }

        return await FailAsync(log, said, $"did not answer within {Patience.TotalSeconds:0} s").ConfigureAwait(false);
    }

    private static Dictionary<string, string> CleanEnvironment()
    {
        var environment = BaseEnvironment.From(null);
        // Keeps the supervisor small: it sleeps nearly always, so a tiny youngest generation and one malloc arena cost it nothing.
        // Services never see these, they have an environment of their own.
        environment["DOTNET_GCgen0size"] = "100000";
        environment["DOTNET_TieredPGO"] = "0";
        environment["MALLOC_ARENA_MAX"] = "1";
        // Its threads would spin for their next piece of work on the processors that the services start on.
        environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        return environment;
    }

    private async Task<bool> AnswersAsync()
    {
        var path = SupervisorEndpoint.Socket(paths, project);
        if (!File.Exists(path)) return false;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path)).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<int> FailAsync(string log, long from, string what)
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(Math.Min(from, file.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync().ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"The supervisor {what}. {text.Trim()}").ConfigureAwait(false);
        return 1;
    }
}
