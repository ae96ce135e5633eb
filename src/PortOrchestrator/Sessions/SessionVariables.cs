namespace PortOrchestrator.Sessions;

/// <summary>The variables that tell a session where its checkout's services are.</summary>
internal static class SessionVariables
{
    /// <summary>Makes them of what is recorded, what runs, and what was planned.</summary>
    public static PortExport Of(
        ProjectIdentity project, IReadOnlyList<PortAllocation> allocations, ProjectSnapshot? snapshot, IReadOnlyDictionary<string, IReadOnlyList<ServicePort>>? planned)
    {
        var all = new List<PortAllocation>(allocations);
        var known = all.Select(Key).ToHashSet();
        foreach (var service in snapshot?.Services ?? [])
            foreach (var port in service.Ports) Add(Allocation(project, service.Service, service.Replica, port));
        foreach (var (service, ports) in planned ?? new Dictionary<string, IReadOnlyList<ServicePort>>())
        {
            // Copies have rows of their own already.
            if (all.Exists(a => a.Service == service || service.StartsWith(a.Service + "-", StringComparison.Ordinal))) continue;
            foreach (var port in ports) Add(Allocation(project, service, 0, port));
        }

        return PortExport.Of(project, all);

        void Add(PortAllocation allocation)
        {
            if (known.Add(Key(allocation))) all.Add(allocation);
        }
    }

    private static (string, int, string, PortProtocol) Key(PortAllocation a) => (a.Service, a.Replica, a.Name, a.Protocol);

    private static PortAllocation Allocation(ProjectIdentity project, string service, int replica, ServicePort port) => new()
    {
        Port = port.Port,
        Protocol = port.Protocol,
        Project = project.Name,
        ProjectId = project.ProjectId,
        Checkout = project.Checkout,
        Root = project.Root,
        Service = service,
        Replica = replica,
        Name = port.Name,
    };
}
