namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes a copy's references to its own ports those to the ports of its service, which mean the same in the texts of every copy.</summary>
internal sealed class CopyText(string copy, string service)
{
    public static ServiceDefinition WithoutNumber(ServiceDefinition definition)
    {
        if (definition.ReplicaOf is not { } service) return definition;
        var text = new CopyText(definition.Name, service);
        return definition with
        {
            StartCommand = text.Change(definition.StartCommand),
            Environment = definition.Environment.ToDictionary(v => v.Key, v => text.Change(v.Value), StringComparer.Ordinal),
            Readiness = text.Change(definition.Readiness),
            Liveness = text.Change(definition.Liveness),
        };
    }

    private string Change(string text) => text
        .Replace("{{ports." + copy + "}}", "{{ports." + service + "}}", StringComparison.Ordinal)
        .Replace("{{ports." + copy + ".", "{{ports." + service + ".", StringComparison.Ordinal);

    private CommandLine? Change(CommandLine? command) => command is null
        ? null
        : command.Text is { } text ? CommandLine.Shell(Change(text)) : CommandLine.Exec([.. (command.Arguments ?? []).Select(Change)]);

    private ProbeDefinition? Change(ProbeDefinition? probe) => probe?.Check switch
    {
        HttpCheck http => probe with { Check = http with { Url = Change(http.Url) } },
        TcpCheck tcp => probe with { Check = tcp with { Target = Change(tcp.Target) } },
        ExecCheck exec => probe with { Check = exec with { Command = Change(exec.Command)! } },
        _ => probe,
    };
}
