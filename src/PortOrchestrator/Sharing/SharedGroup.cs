namespace PortOrchestrator.Sharing;

/// <summary>The services of a configuration that belong to one wider scope. Immutable.</summary>
/// <param name="Owner">Whom they belong to.</param>
/// <param name="Definition">They, and what they need of a scope that is wider still.</param>
/// <param name="Names">Their own names.</param>
internal sealed record SharedGroup(ProjectIdentity Owner, ProjectDefinition Definition, IReadOnlySet<string> Names)
{
    /// <summary>The groups of a configuration, the widest first; none when everything is its own.</summary>
    /// <param name="project">Whose configuration.</param>
    /// <param name="definition">The configuration.</param>
    /// <param name="machine">The machine's own services, when the configuration needs any.</param>
    /// <param name="machineOwner">Whom the machine's services belong to.</param>
    public static IReadOnlyList<SharedGroup> Of(
        ProjectIdentity project, ProjectDefinition definition, ProjectDefinition? machine, Func<ProjectIdentity> machineOwner)
    {
        var wider = definition.Services.Where(s => s.Scope > project.Scope).Select(s => WithComposeName(project, s)).ToList();
        if (wider.Count == 0) return [];
        var groups = new List<SharedGroup>();
        var ofMachine = wider.FindAll(s => s.Scope == ServiceScope.Machine);
        var ofProject = wider.FindAll(s => s.Scope == ServiceScope.Project);
        if (ofMachine.Count > 0)
        {
            var services = ofMachine.ConvertAll(s => WithVariables(s, IsIn(machine, s) ? machine!.Environment : definition.Environment));
            var file = machine ?? definition with { PortRange = null };
            groups.Add(new SharedGroup(
                machineOwner(), file with { Services = services, Environment = new Dictionary<string, string>() }, Named(ofMachine)));
        }

        if (ofProject.Count > 0)
        {
            var needed = Needed(ofProject, ofMachine);
            groups.Add(new SharedGroup(SharedScope.OfProject(project), definition with { Services = [.. needed, .. ofProject] }, Named(ofProject)));
        }

        return groups;
    }

    /// <summary>Whether the machine's own file defines a service.</summary>
    public static bool IsIn(ProjectDefinition? machine, ServiceDefinition service) => machine?.Services.Any(s => s.Name == service.Name) == true;

    private static HashSet<string> Named(IEnumerable<ServiceDefinition> services) => services.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);

    // Variables of a whole file are those of its services, wherever these are run.
    private static ServiceDefinition WithVariables(ServiceDefinition service, IReadOnlyDictionary<string, string> ofAll)
    {
        if (ofAll.Count == 0) return service;
        var variables = new Dictionary<string, string>(ofAll);
        foreach (var (name, value) in service.Environment) variables[name] = value;
        return service with { Environment = variables };
    }

    // The owner is no folder that Compose could make the name of; every checkout makes the same.
    private static ServiceDefinition WithComposeName(ProjectIdentity project, ServiceDefinition service) => service.Compose is not { } compose
        ? service
        : service with { Compose = compose with { ProjectName = ComposeProjectName.Of(project, service) } };

    private static List<ServiceDefinition> Needed(List<ServiceDefinition> by, List<ServiceDefinition> among)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<ServiceDefinition>(by);
        while (open.TryPop(out var service))
        {
            foreach (var name in service.Dependencies.Select(d => d.Service).Where(needed.Add))
                among.FindAll(s => s.Name == name || s.ReplicaOf == name).ForEach(open.Push);
        }

        return among.FindAll(s => needed.Contains(s.Name) || needed.Contains(s.ReplicaOf ?? s.Name));
    }
}
