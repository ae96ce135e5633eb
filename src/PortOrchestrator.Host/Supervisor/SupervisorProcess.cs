using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using PortOrchestrator.Host.Api;
using PortOrchestrator.Host.Logging;
using PortOrchestrator.Loading;
using PortOrchestrator.PortRegistry;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Logs;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>The supervisor of one checkout: its engine, its socket and the lock that keeps it the only one.</summary>
internal sealed class SupervisorProcess(StatePaths paths, ProjectIdentity project, SupervisorSettings settings)
{
    /// <summary>The exit code when another process supervises the checkout already.</summary>
    public const int AlreadySupervised = 75;

    /// <summary>Whether it goes on with what an earlier one had under way before the first command comes.</summary>
    public bool ResumesAtOnce { get; init; }

    /// <summary>Whether whoever started it waits to hear that it answers.</summary>
    public bool TellsReady { get; init; }

    /// <summary>What the program that was in this process before has left; null when there was none.</summary>
    public HandoverState? Handed { get; init; }

    public async Task<int> RunAsync()
    {
        SignalHygiene.Reset();
        InstanceTag.Forget();
        DescriptorHygiene.MarkInheritedCloseOnExec();
        Subreaper.Enable();
        StatePaths.CreatePrivateFolder(paths.ProjectFolder(project));
        StatePaths.CreatePrivateFolder(paths.RunFolder);
        using var supervisorLock = Handed is null ? SupervisorLock.TryTake(SupervisorEndpoint.LockFile(paths, project)) : SupervisorLock.Continue(Handed.Lock);
        if (supervisorLock is null)
        {
            if (TellsReady) ReadySignal.Tell(ReadySignal.NotNeeded);
            return AlreadySupervised;
        }

        using var loggers = new LineLoggerFactory(Console.Error, LogLevel.Information, TimeProvider.System);
        using var ending = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, ending));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(context, ending));
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);

        var path = SupervisorEndpoint.Socket(paths, project);
        using var socket = Handed is null ? SupervisorSocket.Bind(path) : SupervisorSocket.Continue(Handed.Socket, path);
        if (await SuperviseAsync(loggers, supervisorLock, socket, ending.Token).ConfigureAwait(false) is not { } exchange || ending.IsCancellationRequested) return 0;
        exchange();
        return 1;
    }

    /// <returns>What puts another program in the place of this one, once everything is closed; null when there is none.</returns>
    private async Task<Action?> SuperviseAsync(LineLoggerFactory loggers, SupervisorLock supervisorLock, SupervisorSocket socket, CancellationToken ending)
    {
        // Takes as long as all that follows until it is started, on another processor.
        var building = Task.Run(() => new SupervisorServer(socket), CancellationToken.None);
        // Opened when there is something to tell it.
        await using var registry = new DeferredRegistry(new PortRegistryOptions { Path = paths.RegistryFile, LoggerFactory = loggers }, new SettingsSource(null));
        using var launcher = new PosixProcessLauncher(new LauncherOptions { Scope = ReapScope.AllChildren, Children = Handed?.Children ?? [] });
        var inspector = ProcessInspector.ForThisSystem();
        await using var logs = new LogKeeper(
            loggers.CreateLogger<LogKeeper>(), minFreeBytes: settings.LogMinFreeMegabytes is { } least ? least * 1024L * 1024 : LogKeeper.DefaultMinFreeBytes);
        using var files = FileWatcher.ForThisSystem(loggers.CreateLogger<SupervisorEngine>());
        var stopper = new ProcessTreeStopper(inspector);
        await using var engine = new SupervisorEngine(new SupervisorOptions
        {
            Project = project,
            Paths = paths,
            Launcher = launcher,
            Inspector = inspector,
            Stopper = stopper,
            Journal = SqliteJournal.Open(paths.StateFile(project)),
            Registry = registry,
            Users = new DeferredServiceUsers(registry, decides: true),
            Shared = new SharedServices(paths, inspector, TimeProvider.System),
            Sessions = new DeferredSessions(registry),
            Logs = logs,
            FileWatcher = files,
            Program = OwnProgram.Command,
            ResumesAtOnce = ResumesAtOnce,
            Handed = Handed,
            Self = new SupervisorInfo(Environment.ProcessId, socket.Path, TimeProvider.System.GetUtcNow())
            {
                Version = ProgramVersion.Current,
                Program = OwnProgram.File,
                UpgradeProblem = Handed?.Problem,
            },
            Resting = WorkingSet.Trim,
            LoggerFactory = loggers,
        });
        await using var server = await building.ConfigureAwait(false);
        var upgrade = new SupervisorUpgrade(engine, new LauncherExecRunner(launcher, stopper, paths.ProjectFolder(project)), paths, project, settings);
        server.Serve(engine, upgrade);
        await server.StartAsync().ConfigureAwait(false);
        if (TellsReady) ReadySignal.Tell(ReadySignal.Ready);
        _ = Task.Run(SupervisionJson.Prepare, CancellationToken.None);
        var log = loggers.CreateLogger<SupervisorUpgrade>();
        if (Handed is not null) TellHandover(log, Handed);
        await engine.RunAsync(ending).ConfigureAwait(false);
        if (!engine.HandsOver) return null;
        // From here on .NET leaves the socket alone when the server closes: it takes it for one that is shared with another program.
        InheritedDescriptor.Keep(socket.Descriptor);
        InheritedDescriptor.Keep(supervisorLock.Descriptor);
        var state = engine.HandOver(supervisorLock.Descriptor, socket.Descriptor);
        foreach (var terminal in state.Terminals) InheritedDescriptor.Keep(terminal.Descriptor);
        return () => upgrade.Exchange(state, log);
    }

    private static void TellHandover(ILogger log, HandoverState handed)
    {
        if (handed.Problem is { } problem) Log.HandoverFailed(log, problem);
        Log.TookOver(log, ProgramVersion.Current, OwnProgram.File);
    }

    // A signal to the supervisor is never a reason to stop services: they run on and the next supervisor takes them over.
    private static void End(PosixSignalContext context, CancellationTokenSource ending)
    {
        context.Cancel = true;
        ending.Cancel();
    }
}
