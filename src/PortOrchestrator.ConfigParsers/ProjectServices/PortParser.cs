using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Reads <c>port</c> and <c>ports</c>, and infers what is written elsewhere.</summary>
internal sealed class PortParser(DiagnosticBag diagnostics, Fields service, IReadOnlyDictionary<string, string> environment)
{
    private readonly string _service = service.Text("name") ?? "";

    public IReadOnlyList<PortDefinition> Parse(CommandLine? start, ProbeDefinition? readiness)
    {
        var command = start?.ToString() ?? "";
        var references = new PortReferences([command, .. environment.Values]);
        var ports = Declared();
        if (ports.Count == 0) ports.AddRange(FromCheck(readiness));
        if (ports.Count == 0 && references.NamesFirst(_service))
        {
            ports.Add(new PortDefinition { Mode = PortMode.Auto, Inferred = true, Location = service.PlaceOf("start_command").Location });
        }

        for (var i = 0; i < ports.Count; i++) ports[i] = WithMode(ports[i], references, isFirst: i == 0);
        AddLiterals(ports, LiteralPorts.In(command), service.PlaceOf("start_command"));
        AddLiterals(ports, LiteralPorts.In(environment), service.PlaceOf("env"));
        return ports;
    }

    private List<PortDefinition> Declared()
    {
        var ports = new List<PortDefinition>();
        if (PortOf(service.Scalar("port")) is { } number) ports.Add(new PortDefinition { Port = number, Location = service.PlaceOf("port").Location });
        foreach (var entry in service.Map("ports")?.Entries ?? [])
        {
            if (ports.Exists(p => p.Name == entry.Key))
            {
                diagnostics.Error(DiagnosticCodes.Contradiction, entry.KeyPlace, "'port' is the port named 'default', which 'ports' has, too", "keep one of them");
                continue;
            }

            ports.Add(ReadPort(entry));
        }

        return ports;
    }

    private PortDefinition ReadPort(MapEntry entry)
    {
        var port = new PortDefinition { Name = entry.Key, Location = entry.Value.Place.Location };
        if (entry.Value is not MapNode map) return port with { Port = PortOf(entry.Value as ScalarNode) };
        var fields = new Fields(map);
        var mode = fields.Choice("mode", Vocabulary.PortModes);
        if (mode == PortMode.Exact && !fields.Has("port"))
        {
            diagnostics.Error(DiagnosticCodes.Contradiction, fields.PlaceOf("mode"), $"the port '{entry.Key}' is exact but has no number", "add \"port\"");
        }

        return port with
        {
            Port = PortOf(fields.Scalar("port")),
            Protocol = fields.Choice("protocol", Vocabulary.Protocols) ?? PortProtocol.Tcp,
            EnvironmentVariable = fields.Text("env"),
        };
    }

    private static IEnumerable<PortDefinition> FromCheck(ProbeDefinition? readiness)
    {
        if (CheckAddress.Of(readiness?.Check).LocalPort is { } port and >= 1 and <= 65535)
        {
            yield return new PortDefinition { Port = port, Inferred = true, Location = readiness?.Location };
        }
    }

    // A service that is never told its port listens where it always does.
    private PortDefinition WithMode(PortDefinition port, PortReferences references, bool isFirst)
    {
        if (WrittenMode(port.Name) is { } written) return port with { Mode = written };
        if (port.Port is null) return port with { Mode = PortMode.Auto };
        // Whether what Compose publishes can be published elsewhere, its file tells.
        if (service.Text("kind") == "compose") return port with { Mode = PortMode.Prefer };
        return port with { Mode = references.Names(_service, port, isFirst) ? PortMode.Prefer : PortMode.Exact };
    }

    private PortMode? WrittenMode(string name) =>
        service.Map("ports")?.Find(name)?.Value is MapNode map ? new Fields(map).Choice("mode", Vocabulary.PortModes) : null;

    private static void AddLiterals(List<PortDefinition> ports, IEnumerable<(int Port, PortProtocol Protocol)> found, Place place)
    {
        foreach (var (number, protocol) in found)
        {
            if (ports.Exists(p => p.Port == number && p.Protocol == protocol)) continue;
            var name = protocol == PortProtocol.Tcp ? $"port-{number}" : $"port-{number}-udp";
            if (ports.Exists(p => p.Name == name)) continue;
            ports.Add(new PortDefinition
            {
                Name = name,
                Port = number,
                Mode = PortMode.Exact,
                Protocol = protocol,
                Inferred = true,
                Location = place.Location,
            });
        }
    }

    private static int? PortOf(ScalarNode? node) => node is { IsInteger: true, Number: >= 1 and <= 65535 } ? (int)node.Number : null;
}
