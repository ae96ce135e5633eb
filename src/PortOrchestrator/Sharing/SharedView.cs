namespace PortOrchestrator.Sharing;

/// <summary>Adds to a snapshot what the supervisors of shared services tell of them, where nobody follows them.</summary>
internal static class SharedView
{
    /// <param name="journal">Tells of each scope.</param>
    /// <param name="snapshot">A snapshot of any checkout.</param>
    /// <param name="project">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<ProjectSnapshot> AddAsync(
        JournalView journal, ProjectSnapshot snapshot, ProjectIdentity project, CancellationToken cancellationToken)
    {
        var unknown = snapshot.Services.Where(s => s.Scope > project.Scope && !IsFollowed(snapshot, s)).ToList();
        if (unknown.Count == 0) return snapshot;
        var known = new Dictionary<(ServiceScope, string), ServiceSnapshot>();
        foreach (var scope in unknown.Select(s => s.Scope).Distinct())
        {
            foreach (var service in (await journal.PresentAsync(SharedScope.Widen(project, scope), cancellationToken).ConfigureAwait(false)).Services) known[(scope, service.Name)] = service;
        }

        return snapshot with { Services = [.. snapshot.Services.Select(s => !unknown.Contains(s) || !known.TryGetValue((s.Scope, s.Name), out var k) ? s : Merge(s, k))] };
    }

    private static bool IsFollowed(ProjectSnapshot snapshot, ServiceSnapshot service) =>
        snapshot.Supervisor is not null && service.State is not (ServiceState.Stopped or ServiceState.Disabled);

    // Whether it is required, and what it is called, is the checkout's to say.
    private static ServiceSnapshot Merge(ServiceSnapshot own, ServiceSnapshot known) => own with
    {
        State = known.State,
        Health = known.Health,
        Pid = known.Pid,
        Ports = known.Ports,
        Restarts = known.Restarts,
        ExitCode = known.ExitCode,
        Reason = known.Reason,
        StartedAt = known.StartedAt,
        ReadyAt = known.ReadyAt,
        LogPath = known.LogPath,
        ErrorLogPath = known.ErrorLogPath,
    };
}
