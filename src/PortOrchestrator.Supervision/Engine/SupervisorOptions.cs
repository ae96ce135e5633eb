using Microsoft.Extensions.Logging;
using PortOrchestrator.Sessions;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Logs;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>What a <see cref="SupervisorEngine"/> works with. Immutable.</summary>
public sealed record SupervisorOptions
{
    /// <summary>The checkout whose services it supervises.</summary>
    public required ProjectIdentity Project { get; init; }

    /// <summary>Where state lives.</summary>
    public required StatePaths Paths { get; init; }

    /// <summary>Starts processes.</summary>
    public required IProcessLauncher Launcher { get; init; }

    /// <summary>Looks at processes.</summary>
    public required IProcessInspector Inspector { get; init; }

    /// <summary>Ends process trees.</summary>
    public required ITreeStopper Stopper { get; init; }

    /// <summary>Remembers the services; disposed with the engine.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>The machine's ports, told of the services' states; null to tell nobody.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IPortRegistry? Registry { get; init; }

    /// <summary>The sessions that want services; null when services are never stopped for want of one.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public ISessionStore? Sessions { get; init; }

    /// <summary>Who uses the services, when others share them.</summary>
    /// <value>The default value is <see langword="null"/>: nobody is asked, and nothing is stopped because nobody uses it.</value>
    public IServiceUsers? Users { get; init; }

    /// <summary>Follows services that other supervisors run.</summary>
    /// <value>The default value is <see langword="null"/>: nothing is known of them.</value>
    public ISharedServices? Shared { get; init; }

    /// <summary>How long a service that nobody uses any more goes on when its stop policy is to wait.</summary>
    /// <value>The default value is 5 minutes.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Indexes and rotates the logs; not disposed with the engine.</summary>
    /// <value>The default value is <see langword="null"/>: logs only grow.</value>
    public LogKeeper? Logs { get; init; }

    /// <summary>Watches the files of services and of the configuration; not disposed with the engine.</summary>
    /// <value>The default value is <see langword="null"/>: no files are watched.</value>
    public IFileWatcher? FileWatcher { get; init; }

    /// <summary>The <c>portorch</c> program and its leading arguments, which reads the configuration again when it has changed.</summary>
    /// <value>The default value is empty: nothing can be read again.</value>
    public IReadOnlyList<string> Program { get; init; } = [];

    /// <summary>The supervisor's own process, shown in snapshots.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SupervisorInfo? Self { get; init; }

    /// <summary>How long the engine stays when nothing is active and nobody watches.</summary>
    /// <value>The default value is 1 second.</value>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the engine waits for its first command; whoever started it may be slow.</summary>
    /// <value>The default value is 15 seconds.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether starts that an earlier supervisor had under way go on at once. Otherwise they wait for the first command, which may be a stop, and
    /// for <see cref="Patience"/> at most.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ResumesAtOnce { get; init; }

    /// <summary>What the program that was in this process before has left to this one; null when there was none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    internal HandoverState? Handed { get; init; }

    /// <summary>Called on a thread of the pool when the services have come to rest: nothing of them has changed for <see cref="RestAfter"/>. Must not throw.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public Action? Resting { get; init; }

    /// <summary>How long nothing changes before <see cref="Resting"/> is called; twenty times as long while a service waits, starts or stops.</summary>
    /// <value>The default value is 100 milliseconds.</value>
    public TimeSpan RestAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The clock.</summary>
    /// <value>The default value is the system clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes the loggers.</summary>
    /// <value>The default value is <see langword="null"/>: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { get; init; }
}
