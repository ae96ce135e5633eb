using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using PortOrchestrator.Host.Api;
using PortOrchestrator.Host.Logging;
using PortOrchestrator.Loading;
using PortOrchestrator.PortRegistry;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Logs;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>The supervisor of one checkout: its engine, its socket and the lock that keeps it the only one.</summary>
internal sealed class SupervisorProcess(StatePaths paths, ProjectIdentity project, SupervisorSettings settings)
{
    /// <summary>The exit code when another process supervises the checkout already.</summary>
    public const int AlreadySupervised = 75;

    /// <summary>Whether it goes on with what an earlier one had under way before the first command comes.</summary>
    public bool ResumesAtOnce { get; init; }

    public async Task<int> RunAsync()
    {
        SignalHygiene.Reset();
        DescriptorHygiene.MarkInheritedCloseOnExec();
        Subreaper.Enable();
        StatePaths.CreatePrivateFolder(paths.ProjectFolder(project));
        StatePaths.CreatePrivateFolder(paths.RunFolder);
        using var supervisorLock = SupervisorLock.TryTake(SupervisorEndpoint.LockFile(paths, project));
        if (supervisorLock is null) return AlreadySupervised;

        using var loggers = new LineLoggerFactory(Console.Error, LogLevel.Information, TimeProvider.System);
        using var ending = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, ending));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(context, ending));
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);

        var socket = SupervisorEndpoint.Socket(paths, project);
        // Opened when there is something to tell it.
        await using var registry = new DeferredRegistry(new PortRegistryOptions { Path = paths.RegistryFile, LoggerFactory = loggers }, new SettingsSource(null));
        using var launcher = new PosixProcessLauncher(new LauncherOptions { Scope = ReapScope.AllChildren });
        var inspector = ProcessInspector.ForThisSystem();
        await using var logs = new LogKeeper(
            loggers.CreateLogger<LogKeeper>(), minFreeBytes: settings.LogMinFreeMegabytes is { } least ? least * 1024L * 1024 : LogKeeper.DefaultMinFreeBytes);
        using var files = FileWatcher.ForThisSystem(loggers.CreateLogger<SupervisorEngine>());
        await using var engine = new SupervisorEngine(new SupervisorOptions
        {
            Project = project,
            Paths = paths,
            Launcher = launcher,
            Inspector = inspector,
            Stopper = new ProcessTreeStopper(inspector),
            Journal = SqliteJournal.Open(paths.StateFile(project)),
            Registry = registry,
            Users = new DeferredServiceUsers(registry, decides: true),
            Shared = new SharedServices(paths, inspector, TimeProvider.System),
            Logs = logs,
            FileWatcher = files,
            Program = OwnProgram.Command,
            ResumesAtOnce = ResumesAtOnce,
            Self = new SupervisorInfo(Environment.ProcessId, socket, TimeProvider.System.GetUtcNow()),
            Resting = WorkingSet.Trim,
            LoggerFactory = loggers,
        });
        await using var server = new SupervisorServer(engine, socket);
        await server.StartAsync().ConfigureAwait(false);
        await engine.RunAsync(ending.Token).ConfigureAwait(false);
        return 0;
    }

    // A signal to the supervisor is never a reason to stop services: they run on and the next supervisor takes them over.
    private static void End(PosixSignalContext context, CancellationTokenSource ending)
    {
        context.Cancel = true;
        ending.Cancel();
    }
}
