using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Client;

/// <summary>Tells the state of a checkout without a supervisor, from its journal and the system.</summary>
internal sealed class JournalView(StatePaths paths, IProcessInspector inspector)
{
    /// <summary>The entries of the journal; none when there is no journal.</summary>
    public IReadOnlyList<JournalEntry> Read(ProjectIdentity project) => SqliteJournal.Read(paths.StateFile(project));

    /// <summary>The numbers of copies that were asked for; none when there is no journal, or none that can be read.</summary>
    public IReadOnlyList<ReplicaScale> ReadScales(ProjectIdentity project)
    {
        try
        {
            return SqliteJournal.ReadScales(paths.StateFile(project));
        }
        catch (PortOrchestratorException)
        {
            // A configuration can be read and checked all the same; what needs the journal will say what is wrong with it.
            return [];
        }
    }

    /// <summary>The services as far as they can be known. What still lives is running, with a health nobody looks at.</summary>
    public ProjectSnapshot Snapshot(ProjectIdentity project, IReadOnlyList<JournalEntry> entries) => new()
    {
        Project = project.Name,
        ProjectId = project.ProjectId,
        Checkout = project.Checkout,
        Root = project.Root,
        Services = [.. entries.Select(Describe)],
    };

    /// <summary>What the supervisor tells; without one, or when it ends just now, what can be known without it.</summary>
    public async Task<ProjectSnapshot> PresentAsync(ProjectIdentity project, CancellationToken cancellationToken)
    {
        using var client = await SupervisorClient.TryConnectAsync(paths, project, cancellationToken).ConfigureAwait(false);
        try
        {
            if (client is not null) return await client.GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PortOrchestratorException e) when (e.Code == ErrorCode.SupervisorUnavailable)
        {
            // Its last words are in the journal.
        }

        return Snapshot(project, Read(project));
    }

    /// <summary>The same, with a look at what somebody else runs when no supervisor does.</summary>
    public async Task<ProjectSnapshot> LookAsync(ProjectIdentity project, TimeProvider time, CancellationToken cancellationToken)
    {
        var present = await SharedView.AddAsync(this, await PresentAsync(project, cancellationToken).ConfigureAwait(false), project, cancellationToken).ConfigureAwait(false);
        if (present.Supervisor is not null || !present.Services.Any(s => s.State == ServiceState.External)) return present;
        return await ExternalLook.CheckAsync(present, Read(project), time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether something of the checkout may still run, so that stopping it needs a supervisor.</summary>
    public bool MayRun(IReadOnlyList<JournalEntry> entries) =>
        entries.Any(e => LivesElsewhere(e) || IsAlive(e) || WasStarting(e) || WouldGoOn(e) || LeftSomething(e));

    /// <summary>Whether a stop has anything to do: something may still run, or a container that has ended is to be removed.</summary>
    public bool MayHaveSomethingToStop(IReadOnlyList<JournalEntry> entries) => MayRun(entries) || entries.Any(LeftContainer);

    /// <summary>Whether the service's first process is dead and others of its tree live on.</summary>
    public bool LeftSomething(JournalEntry entry) => entry is { Process: { } process, InstanceId: { } id }
        && !inspector.IsAlive(process) && inspector.FindTree(process, id).Count > 0;

    private static bool LeftContainer(JournalEntry entry) =>
        entry is { Launched: true, Spec: { IsExternal: false, Engine.ComposeProject: not null } }
        && entry.Snapshot.State is ServiceState.Completed or ServiceState.Failed;

    private ServiceSnapshot Describe(JournalEntry entry)
    {
        var last = entry.Snapshot;
        // Whoever runs it tells how it stands.
        if (entry.Spec.RunBy is not null) return last with { State = ServiceState.Stopped, Health = ServiceHealth.None, Pid = null, Reason = null };
        var unseen = last.Health == ServiceHealth.None ? ServiceHealth.None : ServiceHealth.Unknown;
        if (entry.FindLiving(inspector) is { } process)
            return last with { State = ServiceState.Running, Health = unseen, Pid = process.Pid, Reason = "runs without a supervisor" };
        return last.State switch
        {
            ServiceState.Launched or ServiceState.External => last with { Health = unseen, Pid = null },
            ServiceState.Starting or ServiceState.Running or ServiceState.Restarting when entry.Wanted => last with
            {
                State = ServiceState.Failed,
                Health = ServiceHealth.None,
                Pid = null,
                ExitCode = null,
                Reason = LostTerminal.ReasonOf(entry.Spec.Definition),
            },
            ServiceState.Pending or ServiceState.Stopping or ServiceState.Starting or ServiceState.Running or ServiceState.Restarting =>
                last with { State = ServiceState.Stopped, Health = ServiceHealth.None, Pid = null },
            _ => last with { Pid = null },
        };
    }

    private bool IsAlive(JournalEntry entry) => entry.Process is { } process && inspector.IsAlive(process);

    // What a launcher started may come up although the wait for it is over.
    private static bool LivesElsewhere(JournalEntry entry) => entry.Snapshot.State == ServiceState.Launched
        || (entry.Snapshot.State == ServiceState.Failed && entry.Process is not null && entry.Spec.IsLauncher);

    // The next supervisor would start it again.
    private bool WouldGoOn(JournalEntry entry) => entry.Wanted && entry.BootId == inspector.BootId
        && entry.Snapshot.State is ServiceState.Pending or ServiceState.Starting or ServiceState.Running or ServiceState.Restarting or ServiceState.Stopping;

    private static bool WasStarting(JournalEntry entry) => entry.Snapshot.State == ServiceState.Starting && entry.Process is null;
}
