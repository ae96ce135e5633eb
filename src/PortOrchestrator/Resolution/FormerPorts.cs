using PortOrchestrator.Supervision.Journal;

namespace PortOrchestrator.Resolution;

/// <summary>
/// Gives back the ports of services and of port names that have left the configuration, so that a renamed service does not stand
/// in its own way. Only what the checkout's journal knows as a port of a service's specification is given back: what a user
/// reserved by hand never was in one.
/// </summary>
internal sealed class FormerPorts(IPortRegistry registry, ProjectIdentity project, ProjectDefinition definition)
{
    /// <summary>Releases them.</summary>
    /// <param name="journal">What this checkout last ran.</param>
    /// <param name="isActive">Whether a service still runs, and so keeps its ports.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ReleaseAsync(IReadOnlyList<JournalEntry> journal, Func<string, bool> isActive, CancellationToken cancellationToken)
    {
        foreach (var entry in journal)
        {
            var service = entry.Spec.Definition.Name;
            if (isActive(service)) continue;
            foreach (var port in entry.Spec.Ports.Where(p => !IsDefined(service, p)))
            {
                var query = new PortQuery
                {
                    ProjectId = project.ProjectId,
                    Checkout = project.Checkout,
                    Service = entry.Snapshot.Service,
                    Name = port.Name,
                    Port = port.Port,
                    Protocol = port.Protocol,
                };
                await registry.ReleaseAsync(query, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private bool IsDefined(string service, ServicePort port) => definition.Services.Any(s =>
        s.Name == service && s.Ports.Any(p => p.Name == port.Name && p.Protocol == port.Protocol));
}
