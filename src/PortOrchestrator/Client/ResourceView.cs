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
        var used = ResourceMeter.Measure(SqliteJournal.Read(paths.StateFile(project)));
        return used.Count == 0 ? snapshot : snapshot with { Services = [.. snapshot.Services.Select(s => s with { Resources = used.GetValueOrDefault(s.Name) })] };
    }
}
