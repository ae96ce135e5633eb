using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Resources;

namespace PortOrchestrator.Client;

/// <summary>Adds to a snapshot what its services use, with and without a supervisor.</summary>
internal static class ResourceView
{
    public static ProjectSnapshot Measure(StatePaths paths, ProjectSnapshot snapshot)
    {
        if (!snapshot.Services.Any(s => s.Pid is not null || s.State == ServiceState.Launched)) return snapshot;
        var project = new ProjectIdentity { ProjectId = snapshot.ProjectId, Name = snapshot.Project, Root = snapshot.Root, Checkout = snapshot.Checkout };
        return Measure(paths, snapshot, project, SqliteJournal.Read(paths.StateFile(project)));
    }

    /// <param name="paths">Where journals are.</param>
    /// <param name="snapshot">The services.</param>
    /// <param name="project">Whose.</param>
    /// <param name="entries">Their journal.</param>
    public static ProjectSnapshot Measure(StatePaths paths, ProjectSnapshot snapshot, ProjectIdentity project, IReadOnlyList<JournalEntry> entries)
    {
        var used = new Dictionary<(ServiceScope, string), ServiceResources>();
        Add(project.Scope, entries.Where(e => e.Spec.RunBy is null));
        foreach (var scope in snapshot.Services.Select(s => s.Scope).Where(s => s > project.Scope).Distinct())
            Add(scope, SqliteJournal.Read(paths.StateFile(SharedScope.Widen(project, scope))));
        return used.Count == 0 ? snapshot : snapshot with { Services = [.. snapshot.Services.Select(s => s with { Resources = used.GetValueOrDefault((Wider(s), s.Name)) })] };

        ServiceScope Wider(ServiceSnapshot service) => service.Scope > project.Scope ? service.Scope : project.Scope;

        void Add(ServiceScope scope, IEnumerable<JournalEntry> journal)
        {
            foreach (var (name, resources) in ResourceMeter.Measure([.. journal])) used[(scope, name)] = resources;
        }
    }
}
