using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads <c>mcp</c> and <c>mcp_server</c>.</summary>
internal sealed class ToolReader(DiagnosticBag diagnostics, bool isStrict)
{
    public ToolDefinition? Read(Fields process)
    {
        if (process.Map("mcp") is not { } map) return null;
        var fields = new Fields(map);
        if (!fields.Has("type")) Refuse(map.Place, "the tool has no 'type'", "add type: tool, or type: resource");
        return new ToolDefinition
        {
            IsResource = fields.Text("type") == "resource",
            Arguments = [.. Arguments(fields)],
            Timeout = Time(fields),
            Location = map.Place.Location,
        };
    }

    public ToolServerDefinition? ReadServer(Fields project)
    {
        if (project.Map("mcp_server") is not { } map) return null;
        var fields = new Fields(map);
        var standard = new ToolServerDefinition();
        var usesStreams = fields.Text("transport") == "stdio";
        if (!usesStreams && (!fields.Has("host") || !fields.Has("port"))) Refuse(map.Place, "the tool server has no 'host' or no 'port'", "add both, or transport: stdio");
        return new ToolServerDefinition
        {
            Host = fields.Text("host"),
            Port = fields.Whole("port"),
            UsesStandardStreams = usesStreams,
            Timeout = Time(fields) ?? standard.Timeout,
            ExposesControl = fields.Flag("expose_control_tools") ?? false,
            TrustedHosts = [.. fields.Scalars("trusted_hosts").Select(s => s.Text)],
        };
    }

    private IEnumerable<ToolArgument> Arguments(Fields tool)
    {
        foreach (var map in (tool.Value("arguments") as SequenceNode)?.Items.OfType<MapNode>() ?? [])
        {
            var fields = new Fields(map);
            if (fields.Text("name") is not { } name)
            {
                Refuse(map.Place, "the argument has no 'name' and is left out", "add it");
                continue;
            }

            yield return new ToolArgument
            {
                Name = name,
                Type = fields.Text("type") ?? "string",
                Description = fields.Text("description"),
                Required = fields.Flag("required") ?? false,
                Default = fields.Text("default"),
            };
        }
    }

    private TimeSpan? Time(Fields fields)
    {
        if (fields.Scalar("timeout") is not { Kind: ScalarKind.Text } text) return null;
        if (GoDuration.TryParse(text.Text, out var time, out var problem) && time > TimeSpan.Zero) return time;
        Refuse(text.Place, problem ?? "the time must be above zero", "write it like 30s or 5m");
        return null;
    }

    private void Refuse(Place place, string problem, string hint) =>
        diagnostics.Add(isStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, DiagnosticCodes.LeftOut, place, problem, hint);
}
