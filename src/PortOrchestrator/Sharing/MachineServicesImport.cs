using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator.Sharing;

/// <summary>A project's definition with those of the machine's own services that it needs, and what is to be said about them. Immutable.</summary>
internal sealed record MachineServicesImport(ProjectDefinition Definition, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether a definition names a service that it does not have, or one that the machine's file may define.</summary>
    public static bool IsNeeded(ProjectDefinition definition) =>
        definition.Services.Any(s => s.Scope == ServiceScope.Machine) || Missing(definition.Services).Any();

    /// <summary>Adds the services that others depend on and that only the machine has, and takes the machine's word for those that both define.</summary>
    /// <param name="definition">The project's.</param>
    /// <param name="machine">The machine's; null when its file has errors.</param>
    public static MachineServicesImport Into(ProjectDefinition definition, ProjectDefinition? machine)
    {
        if (machine is null) return new MachineServicesImport(definition, []);
        var findings = new List<Diagnostic>();
        var own = machine.Services.ToLookup(s => s.ReplicaOf ?? s.Name, StringComparer.Ordinal);
        var services = new List<ServiceDefinition>();
        foreach (var service in definition.Services)
        {
            if (service.Scope != ServiceScope.Machine || own[service.Name].FirstOrDefault(s => s.Name == service.Name) is not { } theirs)
            {
                services.Add(service);
                continue;
            }

            services.Add(theirs with { Required = service.Required, Disabled = service.Disabled });
            if (Differs(service, theirs)) findings.Add(Told(service, theirs));
        }

        while (Missing(services).Where(n => own[n].Any()).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            services.InsertRange(0, missing.SelectMany(n => own[n]));
        return new MachineServicesImport(definition with { Services = services }, findings);
    }

    private static IEnumerable<string> Missing(IReadOnlyList<ServiceDefinition> services)
    {
        var known = services.Select(s => s.Name).Concat(services.Select(s => s.ReplicaOf ?? s.Name)).ToHashSet(StringComparer.Ordinal);
        return services.SelectMany(s => s.Dependencies).Select(d => d.Service).Where(n => !known.Contains(n));
    }

    private static bool Differs(ServiceDefinition one, ServiceDefinition other) =>
        one.StartCommand?.Text != other.StartCommand?.Text
        || !(one.StartCommand?.Arguments ?? []).SequenceEqual(other.StartCommand?.Arguments ?? [])
        || !one.Ports.Select(p => (p.Name, p.Port, p.Protocol)).SequenceEqual(other.Ports.Select(p => (p.Name, p.Port, p.Protocol)));

    private static Diagnostic Told(ServiceDefinition service, ServiceDefinition theirs) => new()
    {
        Severity = DiagnosticSeverity.Warning,
        Code = DiagnosticCodes.DefinedForMachine,
        Message = $"'{service.Name}' is defined otherwise for the whole machine, in {theirs.Location?.File}; that definition is used",
        Location = service.Location,
        Hint = "give it another name, or leave out here what the machine's file says",
    };
}
