using System.Globalization;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Resolution;

/// <summary>Composes what a service is told: inherited variables, ports of all services, the project's and its own variables.</summary>
internal sealed class EnvironmentComposer
{
    public const string Host = "localhost";

    private readonly ProjectIdentity _project;
    private readonly ProjectDefinition _definition;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> _ports;
    private readonly IReadOnlyDictionary<string, string> _inherited;
    private readonly Dictionary<string, string> _given = new(OwnEnvironment.Comparer);

    public EnvironmentComposer(
        ProjectIdentity project,
        ProjectDefinition definition,
        IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> ports,
        IReadOnlyDictionary<string, string> inherited)
    {
        (_project, _definition, _ports, _inherited) = (project, definition, ports, inherited);
        foreach (var service in definition.Services) AddPorts(service, service.Name, _given);
        foreach (var first in definition.Services.Where(s => s.Replica == 0)) AddPorts(first, first.ReplicaOf!, _given);
        var shared = new Dictionary<string, string>(inherited, OwnEnvironment.Comparer);
        foreach (var (name, value) in _given) shared[name] = value;
        shared[ServiceVariables.Project] = project.Name;
        shared[ServiceVariables.Checkout] = project.Checkout;
        Shared = SharedVariables.Of(shared);
    }

    /// <summary>What all services are told alike.</summary>
    public SharedVariables Shared { get; }

    public IReadOnlyDictionary<string, string> Compose(ServiceDefinition service, TemplateExpander templates, ICollection<string> warnings)
    {
        var result = new VariableLayer(Shared);
        foreach (var (name, value) in service.DefaultEnvironment)
        {
            if (!Shared.Variables.ContainsKey(name)) result.Set(name, VariableExpander.Expand(value, _inherited));
        }

        if (service.Tty) DescribeTerminal(result);
        if (!Shared.Variables.ContainsKey(ServiceVariables.ComposeProject) && RunsItsOwn(service) && ComposeProjectName.OfCommands(_project) is { } compose)
            result.Set(ServiceVariables.ComposeProject, compose);
        var given = OwnPorts(service);
        foreach (var (name, value) in given) result.Set(name, value);
        Apply(_definition.Environment, result, given, templates, warnings);
        Apply(service.Environment, result, given, templates, warnings);
        result.Set(ServiceVariables.Project, _project.Name);
        result.Set(ServiceVariables.Checkout, _project.Checkout);
        result.Set(ServiceVariables.Service, service.ReplicaOf ?? service.Name);
        result.Set(ServiceVariables.Replica, (service.Replica ?? 0).ToString(CultureInfo.InvariantCulture));
        return result.ToVariables();
    }

    // Of the kind 'compose' it is named with every call. What is launched on a port that cannot be another is the same for all worktrees.
    private static bool RunsItsOwn(ServiceDefinition service) =>
        service.Kind is ServiceKind.Process or ServiceKind.Daemon or ServiceKind.Task
        && !((service.Kind == ServiceKind.Daemon || service.Launcher is not null) && service.Ports.Any(p => p.Mode == PortMode.Exact));

    // The caller's terminal, if it has one, is another: its size says nothing, and "dumb" is not true of the service's.
    private static void DescribeTerminal(VariableLayer variables)
    {
        variables.Remove("COLUMNS");
        variables.Remove("LINES");
        if (variables.Find("TERM") is null or "" or "dumb" or "unknown") variables.Set("TERM", "xterm-256color");
    }

    private Dictionary<string, string> OwnPorts(ServiceDefinition service)
    {
        var given = new Dictionary<string, string>(OwnEnvironment.Comparer);
        // A copy that asks for the port of its service means its own.
        if (service.ReplicaOf is { } whole) AddPorts(service, whole, given);
        var own = _ports.GetValueOrDefault(service.Name) ?? [];
        if (own.Count > 0) given[ServiceVariables.Port] = Number(own[0]);
        foreach (var port in service.Ports)
        {
            if (port.EnvironmentVariable is { } name && own.FirstOrDefault(p => p.Name == port.Name) is { } held) given[name] = Number(held);
        }

        return given;
    }

    private void AddPorts(ServiceDefinition service, string name, Dictionary<string, string> variables)
    {
        var stem = ServiceVariables.Stem(name);
        variables[stem + "_HOST"] = Host;
        var held = _ports.GetValueOrDefault(service.Name) ?? [];
        if (held.Count == 0) return;
        variables[stem + "_PORT"] = Number(held[0]);
        foreach (var port in held)
        {
            if (port.Name != PortDefinition.DefaultName) variables[$"{stem}_{ServiceVariables.Stem(port.Name)}_PORT"] = Number(port);
        }

        if (service.Readiness?.Check is HttpCheck http)
            variables[stem + "_URL"] = $"{(http.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "https" : "http")}://{Host}:{Number(held[0])}";
    }

    private void Apply(
        IReadOnlyDictionary<string, string> written,
        VariableLayer result,
        Dictionary<string, string> given,
        TemplateExpander templates,
        ICollection<string> warnings)
    {
        foreach (var (name, text) in written)
        {
            var value = VariableExpander.Expand(templates.Expand(text, warnings), result.Find);
            if ((given.GetValueOrDefault(name) ?? _given.GetValueOrDefault(name)) is { } port && port != value && name.EndsWith("PORT", StringComparison.Ordinal))
                warnings.Add($"the variable {name} is set to '{value}' by the configuration, but the port that was allocated is {port}");
            result.Set(name, value);
        }
    }

    private static string Number(ServicePort port) => port.Port.ToString(CultureInfo.InvariantCulture);
}
