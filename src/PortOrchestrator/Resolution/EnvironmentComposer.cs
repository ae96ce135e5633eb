using System.Globalization;
using PortOrchestrator.Supervision;

namespace PortOrchestrator.Resolution;

/// <summary>Composes what a service is told: inherited variables, ports of all services, the project's and its own variables.</summary>
internal sealed class EnvironmentComposer(
    ProjectIdentity project,
    ProjectDefinition definition,
    IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> ports,
    TemplateExpander templates,
    IReadOnlyDictionary<string, string> inherited)
{
    public const string Host = "localhost";

    public IReadOnlyDictionary<string, string> Compose(ServiceDefinition service, ICollection<string> warnings)
    {
        var result = new Dictionary<string, string>(BaseEnvironment.Comparer);
        foreach (var (name, value) in service.DefaultEnvironment) result[name] = VariableExpander.Expand(value, inherited);
        foreach (var (name, value) in inherited) result[name] = value;
        if (service.Tty) DescribeTerminal(result);
        var given = new Dictionary<string, string>(BaseEnvironment.Comparer);
        foreach (var other in definition.Services) AddPorts(other, other.Name, given);
        foreach (var first in definition.Services.Where(s => s.Replica == 0)) AddPorts(first, first.ReplicaOf!, given);
        // A copy that asks for the port of its service means its own.
        if (service.ReplicaOf is { } whole) AddPorts(service, whole, given);
        var own = ports.GetValueOrDefault(service.Name) ?? [];
        if (own.Count > 0) given[ServiceVariables.Port] = Number(own[0]);
        foreach (var port in service.Ports)
        {
            if (port.EnvironmentVariable is { } name && own.FirstOrDefault(p => p.Name == port.Name) is { } held) given[name] = Number(held);
        }

        foreach (var (name, value) in given) result[name] = value;
        Apply(definition.Environment, result, given, warnings);
        Apply(service.Environment, result, given, warnings);
        result[ServiceVariables.Project] = project.Name;
        result[ServiceVariables.Checkout] = project.Checkout;
        result[ServiceVariables.Service] = service.ReplicaOf ?? service.Name;
        result[ServiceVariables.Replica] = (service.Replica ?? 0).ToString(CultureInfo.InvariantCulture);
        return result;
    }

    // The caller's terminal, if it has one, is another: its size says nothing, and "dumb" is not true of the service's.
    private static void DescribeTerminal(Dictionary<string, string> variables)
    {
        variables.Remove("COLUMNS");
        variables.Remove("LINES");
        if (variables.GetValueOrDefault("TERM") is null or "" or "dumb" or "unknown") variables["TERM"] = "xterm-256color";
    }

    private void AddPorts(ServiceDefinition service, string name, Dictionary<string, string> variables)
    {
        var stem = ServiceVariables.Stem(name);
        variables[stem + "_HOST"] = Host;
        var held = ports.GetValueOrDefault(service.Name) ?? [];
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
        IReadOnlyDictionary<string, string> written, Dictionary<string, string> result, Dictionary<string, string> given, ICollection<string> warnings)
    {
        foreach (var (name, text) in written)
        {
            var value = VariableExpander.Expand(templates.Expand(text, warnings), result);
            if (given.TryGetValue(name, out var port) && port != value && name.EndsWith("PORT", StringComparison.Ordinal))
                warnings.Add($"the variable {name} is set to '{value}' by the configuration, but the port that was allocated is {port}");
            result[name] = value;
        }
    }

    private static string Number(ServicePort port) => port.Port.ToString(CultureInfo.InvariantCulture);
}
