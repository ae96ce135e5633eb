using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using PortOrchestrator.Host.Logging;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>
/// The parent of a supervisor that starts it again when it was killed. It sleeps in the kernel, holds no state, and ends with the supervisor; when it
/// is killed itself, the supervisor goes on without it.
/// </summary>
internal sealed class SupervisorWatch(StatePaths paths, ProjectIdentity project, SupervisorSettings settings, bool tellsReady)
{
    private const int FirstSignalCode = 129;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // One that has lived so long is started again at once.
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    public async Task<int> RunAsync()
    {
        SignalHygiene.Reset();
        InstanceTag.Forget();
        DescriptorHygiene.MarkInheritedCloseOnExec();
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        using var loggers = new LineLoggerFactory(Console.Error, LogLevel.Information, TimeProvider.System);
        using var launcher = new PosixProcessLauncher(new LauncherOptions { Scope = ReapScope.OwnChildren });
        var arguments = SupervisorArguments.Run(paths, project, settings);
        var pause = TimeSpan.Zero;
        for (var first = true; ; first = false)
        {
            var start = TimeProvider.System.GetTimestamp();
            var code = await Launch(launcher, arguments, first && tellsReady).Exited.ConfigureAwait(false);
            // It has ended by itself: nothing is left to supervise, another one does it, or it cannot work here.
            if (code < FirstSignalCode) return code;
            if (TimeProvider.System.GetElapsedTime(start) >= Steady) pause = TimeSpan.Zero;
            Log.SupervisorKilled(loggers.CreateLogger<SupervisorWatch>(), SignalNames.ToName(code - FirstSignalCode + 1), pause.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture));
            await Task.Delay(pause).ConfigureAwait(false);
            pause = Next(pause);
            arguments = SupervisorArguments.Resume(paths, project, settings);
        }
    }

    private static TimeSpan Next(TimeSpan pause)
    {
        var next = pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : pause * 2;
        return next < LongestPause ? next : LongestPause;
    }

    // Only the first one is waited for, by whoever has started this.
    private LaunchedProcess Launch(PosixProcessLauncher launcher, IReadOnlyList<string> arguments, bool tells)
    {
        if (!tells) return launcher.Launch(Request(arguments));
        var process = launcher.Launch(Request([.. arguments, .. SupervisorArguments.TellReady]) with { ReadyDescriptor = ReadySignal.Descriptor });
        ReadySignal.Leave();
        return process;
    }

    private LaunchRequest Request(IReadOnlyList<string> arguments) => new()
    {
        Arguments = [.. OwnProgram.Command, .. arguments],
        WorkingDirectory = "/",
        Environment = OwnEnvironment.Read(),
        OutputPath = paths.SupervisorLog(project),
    };
}
