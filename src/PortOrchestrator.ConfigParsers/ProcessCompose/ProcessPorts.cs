using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Finds the ports of a process by the rules that hold in every file: what is declared, checked or written out is held.</summary>
internal sealed class ProcessPorts(DiagnosticBag diagnostics, Fields process, string name)
{
    public IReadOnlyList<PortDefinition> Read(
        MapNode? declared, CommandLine? start, ProbeDefinition? readiness, IReadOnlyDictionary<string, string> environment)
    {
        var entries = new List<MapEntry>
        {
            new("name", process.Node.Place, new ScalarNode(process.Node.Place, ScalarKind.Text, name)),
            new("start_command", process.PlaceOf("command"), new ScalarNode(process.PlaceOf("command"), ScalarKind.Text, "")),
        };
        if (declared is not null) entries.Add(new MapEntry("ports", declared.Place, declared));
        if (process.Value("environment") is { } list) entries.Add(new MapEntry("env", list.Place, list));
        // A $PORT in a value reaches the process as it is written, so it does not ask for a port.
        var told = environment.Where(p => !p.Value.Contains('$')).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        var ports = new PortParser(diagnostics, new Fields(new MapNode(process.Node.Place, entries)), told).Parse(start, readiness);
        return AsksForOwn(start, readiness, environment) ? WithOwn(ports) : ports;
    }

    private bool AsksForOwn(CommandLine? start, ProbeDefinition? readiness, IReadOnlyDictionary<string, string> environment)
    {
        var own = "{{ports." + name + "}}";
        return ReplicaPorts.Mentions(start?.ToString() ?? "")
            || (readiness?.Check is ExecCheck exec && ReplicaPorts.Mentions(exec.Command.ToString()))
            || (readiness is not null && readiness.Check.ToString().Contains(own, StringComparison.Ordinal))
            || environment.Values.Any(v => v.Contains(own, StringComparison.Ordinal));
    }

    private IReadOnlyList<PortDefinition> WithOwn(IReadOnlyList<PortDefinition> ports)
    {
        if (ports.Count > 0 && ports[0].Name == PortDefinition.DefaultName)
            return [ports[0] with { EnvironmentVariable = ports[0].EnvironmentVariable ?? VariableScope.OwnPort, Mode = Movable(ports[0]) }, .. ports.Skip(1)];
        if (ports.Count > 0 && !ports[0].Inferred) return [ports[0] with { EnvironmentVariable = ports[0].EnvironmentVariable ?? VariableScope.OwnPort }, .. ports.Skip(1)];
        var own = new PortDefinition
        {
            Mode = PortMode.Auto,
            Inferred = true,
            EnvironmentVariable = VariableScope.OwnPort,
            Location = process.Node.Place.Location,
        };
        return [own, .. ports];
    }

    private static PortMode Movable(PortDefinition port) => port is { Inferred: true, Mode: PortMode.Exact } ? PortMode.Prefer : port.Mode;
}
