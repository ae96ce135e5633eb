using System.Globalization;
using PortOrchestrator.Supervision;

namespace PortOrchestrator;

/// <summary>
/// The variables that tell a program where a checkout's services are, as far as the registry knows: <c>WEB_PORT</c>, <c>WEB_ADMIN_PORT</c>,
/// <c>WEB_HOST</c>, <c>PORTORCH_PROJECT</c> and <c>PORTORCH_CHECKOUT</c>. They have the names and values that the services themselves are started
/// with. Immutable.
/// </summary>
public sealed record PortExport
{
    private PortExport()
    {
    }

    /// <summary>The variables, the project's first, then by name; empty unless <see cref="Succeeded"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; private init; } = [];

    /// <summary>Why there are no variables, one sentence for each: names that would stand for two ports, values that no variable can hold.</summary>
    public IReadOnlyList<string> Problems { get; private init; } = [];

    /// <summary>Whether there are variables.</summary>
    public bool Succeeded => Problems.Count == 0;

    /// <summary>Names the ports of one checkout.</summary>
    /// <param name="project">The checkout.</param>
    /// <param name="allocations">Its allocations. Of several replicas the lowest counts. A service's first port is the one called <c>default</c>, else the one that was allocated first.</param>
    /// <returns>The variables, or why there are none.</returns>
    public static PortExport Of(ProjectIdentity project, IReadOnlyList<PortAllocation> allocations)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(allocations);
        var names = new PortExportNames();
        foreach (var service in allocations.GroupBy(a => a.Service, StringComparer.Ordinal))
        {
            var replica = service.Min(a => a.Replica);
            Add(names, service.Key, [.. service.Where(a => a.Replica == replica).OrderBy(a => a.Name != PortDefinition.DefaultName).ThenBy(a => a.AllocatedAt)]);
        }

        var problems = new List<string>(names.Clashes);
        foreach (var text in new[] { project.Name, project.Checkout }.Where(t => t.Contains('\0', StringComparison.Ordinal)))
            problems.Add($"The name '{text.Replace("\0", "\\0", StringComparison.Ordinal)}' has a null character, which no variable can hold. Rename the project or the checkout.");
        if (problems.Count > 0) return new PortExport { Problems = problems };
        return new PortExport
        {
            Variables =
            [
                new(ServiceVariables.Project, project.Name),
                new(ServiceVariables.Checkout, project.Checkout),
                .. names.Variables.OrderBy(v => v.Key, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>Writes the variables.</summary>
    /// <param name="format">For whom.</param>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public PortExportText Write(PortExportFormat format) =>
        Succeeded ? PortExportWriter.Write(Variables, format) : throw new InvalidOperationException(string.Join(" ", Problems));

    private static void Add(PortExportNames names, string service, IReadOnlyList<PortAllocation> ports)
    {
        var stem = ServiceVariables.Stem(service);
        names.Add(stem + "_HOST", EnvironmentComposer.Host, $"service '{service}'");
        names.Add(stem + "_PORT", Number(ports[0]), Describe(ports[0]));
        foreach (var port in ports)
        {
            var name = port.Name == PortDefinition.DefaultName ? stem + "_PORT" : $"{stem}_{ServiceVariables.Stem(port.Name)}_PORT";
            names.Add(name, Number(port), Describe(port));
        }
    }

    private static string Number(PortAllocation port) => port.Port.ToString(CultureInfo.InvariantCulture);

    private static string Describe(PortAllocation a) =>
        $"port '{a.Name}' ({a.Port}/{(a.Protocol == PortProtocol.Udp ? "udp" : "tcp")}) of service '{a.Service}'";
}
