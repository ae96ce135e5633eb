using System.Globalization;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Engines;

/// <summary>Makes of a service of kind <c>compose</c> or <c>systemd</c> what a supervisor needs to run it.</summary>
internal sealed class EngineSpecs(
    ProjectIdentity project,
    ProjectDefinition definition,
    StatePaths paths,
    EngineOutlook outlook,
    IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> ports)
{
    /// <summary>Just enough of it to ask the engine about it.</summary>
    public static EngineSpec? Identify(ProjectIdentity project, ServiceDefinition service, EngineOutlook outlook) => Identify(project, service, outlook, []);

    /// <summary>Everything of it; null for services of other kinds.</summary>
    public EngineSpec? Resolve(ServiceDefinition service)
    {
        if (service.Compose is not { } compose || outlook.Compose is not { CanReplacePorts: true } || ComposeOverride.Write(Moved(service)) is not { } text)
            return Identify(project, service, outlook);
        var id = StableHash.Digits(string.Join('\0', [ComposeProjectName.Of(project, service), .. compose.Files]));
        var file = Path.Combine(paths.ProjectFolder(project), "compose", id + ".yaml");
        return Identify(project, service, outlook, [file])! with { OverridePath = file, OverrideText = text };
    }

    /// <summary>The command that hands the service over.</summary>
    public static IReadOnlyList<string> StartCommand(EngineSpec spec) =>
        spec.ComposeProject is null ? [.. spec.Control, "start", spec.Target] : [.. spec.Control, "up", "-d", spec.Target];

    /// <summary>
    /// The variables that carry numbers of ports for all services of the same Compose files. Each of them has all: Compose makes a container anew when
    /// what it reads of it differs from the last time, also when it was called for another service.
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables(ServiceDefinition service)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (port, number) in Group(service).SelectMany(Held))
        {
            if (port.Variable is { } name) variables.TryAdd(name, number.ToString(CultureInfo.InvariantCulture));
        }

        return variables;
    }

    private static EngineSpec? Identify(ProjectIdentity project, ServiceDefinition service, EngineOutlook outlook, IReadOnlyList<string> further)
    {
        if (service.Systemd is { } unit)
            return new EngineSpec { Control = unit.IsUser ? ["systemctl", "--user"] : ["systemctl"], Target = unit.Unit, IsUserUnit = unit.IsUser };
        if (service.Compose is not { } compose || outlook.Compose is not { } program) return null;
        var name = ComposeProjectName.Of(project, service);
        return new EngineSpec
        {
            Control = [.. program.Arguments, "-p", name, .. Options("-f", compose.Files.Concat(further)), .. Options("--profile", compose.Profiles)],
            Target = compose.Service,
            ComposeProject = name,
            Companions = compose.Companions,
        };
    }

    private static IEnumerable<string> Options(string option, IEnumerable<string> values) => values.SelectMany(v => new[] { option, v });

    private Dictionary<string, IReadOnlyList<(ComposePort Port, int? Number)>> Moved(ServiceDefinition service)
    {
        var numbers = Group(service).SelectMany(Held).GroupBy(h => h.Port.Service, StringComparer.Ordinal)
            .Where(g => g.Any(h => h.Port.Variable is null && (h.Port.IsChosen || h.Number != h.Port.Published)));
        var all = Group(service).SelectMany(s => s.Compose!.Ports).ToLookup(p => p.Service, StringComparer.Ordinal);
        return numbers.ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<(ComposePort, int?)>)[.. all[g.Key].Select(p => (p, g.Where(h => h.Port == p).Select(h => (int?)h.Number).FirstOrDefault() ?? p.Published))],
            StringComparer.Ordinal);
    }

    private IEnumerable<(ComposePort Port, int Number)> Held(ServiceDefinition service) =>
        from port in service.Compose!.Ports
        from held in ports.GetValueOrDefault(service.Name) ?? []
        where held.Name == port.Name && port.Name.Length > 0
        select (port, held.Port);

    private IEnumerable<ServiceDefinition> Group(ServiceDefinition service) =>
        definition.Services.Where(s => s.Compose is { } other && other.Files.SequenceEqual(service.Compose!.Files) && s.Scope == service.Scope);
}
