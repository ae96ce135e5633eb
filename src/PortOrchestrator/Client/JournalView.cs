using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Client;

/// <summary>Tells the state of a checkout without a supervisor, from its journal and the system.</summary>
internal sealed class JournalView(StatePaths paths, IProcessInspector inspector)
{
    /// <summary>The entries of the journal; none when there is no journal.</summary>
    public IReadOnlyList<JournalEntry> Read(ProjectIdentity project) => SqliteJournal.Read(paths.StateFile(project));

    /// <summary>The services as far as they can be known. What still lives is running, with a health nobody looks at.</summary>
    public ProjectSnapshot Snapshot(ProjectIdentity project, IReadOnlyList<JournalEntry> entries) => new()
    {
        Project = project.Name,
        ProjectId = project.ProjectId,
        Checkout = project.Checkout,
        Root = project.Root,
        Services = [.. entries.Select(Describe)],
    };

    /// <summary>Whether something of the checkout may still run, so that stopping it needs a supervisor.</summary>
    public bool MayRun(IReadOnlyList<JournalEntry> entries) => entries.Any(e => LivesElsewhere(e) || IsAlive(e) || WasStarting(e) || HasRemains(e));

    /// <summary>Whether the service's first process has died without a supervisor and others of its tree live on.</summary>
    public bool HasRemains(JournalEntry entry) => entry.Process is { } process
        && entry.Snapshot.State is ServiceState.Starting or ServiceState.Running or ServiceState.Restarting or ServiceState.Stopping
        && !inspector.IsAlive(process) && inspector.FindTree(process, entry.InstanceId).Count > 0;

    private ServiceSnapshot Describe(JournalEntry entry)
    {
        var last = entry.Snapshot;
        if (IsAlive(entry))
        {
            var health = last.Health == ServiceHealth.None ? ServiceHealth.None : ServiceHealth.Unknown;
            return last with { State = ServiceState.Running, Health = health, Pid = entry.Process!.Pid, Reason = "runs without a supervisor" };
        }

        var health2 = last.Health == ServiceHealth.None ? ServiceHealth.None : ServiceHealth.Unknown;
        return last.State switch
        {
            ServiceState.Launched or ServiceState.External => last with { Health = health2, Pid = null },
            ServiceState.Starting or ServiceState.Running or ServiceState.Restarting when entry.Wanted => last with
            {
                State = ServiceState.Failed, Health = health2, Pid = null, ExitCode = null, Reason = "ended while no supervisor ran; exit code unknown",
            },
            ServiceState.Pending or ServiceState.Stopping or ServiceState.Starting or ServiceState.Running or ServiceState.Restarting =>
                last with { State = ServiceState.Stopped, Health = health2, Pid = null },
            _ => last with { Pid = null },
        };
    }

    private bool IsAlive(JournalEntry entry) => entry.Process is { } process && inspector.IsAlive(process);

    private static bool LivesElsewhere(JournalEntry entry) => entry.Snapshot.State == ServiceState.Launched;

    private static bool WasStarting(JournalEntry entry) => entry.Snapshot.State == ServiceState.Starting && entry.Process is null;
}
