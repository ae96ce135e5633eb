using System.Text.RegularExpressions;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Reads <c>readiness_probe</c> and <c>liveness_probe</c>.</summary>
internal sealed class ProbeParser(DiagnosticBag diagnostics)
{
    public ProbeDefinition? Parse(MapNode? map)
    {
        if (map is null) return null;
        var fields = new Fields(map);
        if (ReadCheck(fields) is not { } check) return null;
        var probe = new ProbeDefinition { Check = check, Location = map.Place.Location };
        return probe with
        {
            InitialDelay = fields.Seconds("initial_delay_seconds") ?? probe.InitialDelay,
            Period = fields.Seconds("period_seconds") ?? probe.Period,
            Timeout = fields.Seconds("timeout_seconds") ?? probe.Timeout,
            SuccessThreshold = fields.Whole("success_threshold") ?? probe.SuccessThreshold,
            FailureThreshold = fields.Whole("failure_threshold") ?? probe.FailureThreshold,
            Action = fields.Choice("action", Vocabulary.LivenessActions) ?? probe.Action,
        };
    }

    private ProbeCheck? ReadCheck(Fields fields)
    {
        if (fields.Value("http") is { } http) return ReadHttp(http);
        if (fields.Scalar("tcp") is { } tcp) return ReadTcp(tcp);
        if (fields.Value("exec") is { } exec) return ReadExec(exec);
        if (fields.Text("log") is { Length: > 0 } pattern) return ReadLog(pattern, fields.PlaceOf("log"));
        if (fields.Text("file") is { Length: > 0 } path) return new FileCheck { Path = FilePaths.ExpandHome(path) };
        if (fields.Flag("notify") is not { } notify) return null;
        if (notify) return new NotifyCheck();
        diagnostics.Error(DiagnosticCodes.Contradiction, fields.PlaceOf("notify"), "'notify' can only be true", "remove the probe, or name another check");
        return null;
    }

    private HttpCheck? ReadHttp(DocumentNode node)
    {
        var fields = node is MapNode map ? new Fields(map) : (Fields?)null;
        var url = fields?.Scalar("url") ?? node as ScalarNode;
        if (url is not { Kind: ScalarKind.Text } || !Patterns.HttpUrl().IsMatch(url.Text)) return null;
        var check = HealthCheckParser.Http(url.Text, url.Place, diagnostics);
        if (fields is not { } more) return check;
        var status = more.Whole("status");
        return check with
        {
            Method = more.Text("method") ?? check.Method,
            Headers = (more.Map("headers")?.Entries ?? []).ToDictionary(e => e.Key, e => (e.Value as ScalarNode)?.Text ?? ""),
            ExpectedStatus = status,
            AnyAnswer = check.AnyAnswer && status is null,
        };
    }

    private TcpCheck? ReadTcp(ScalarNode node) => node.Kind switch
    {
        ScalarKind.Number when node.IsInteger => new TcpCheck { Target = "localhost:" + node.Text },
        ScalarKind.Text when Patterns.HostAndPort().IsMatch(node.Text) => HealthCheckParser.Tcp(node.Text, node.Place, diagnostics),
        _ => null,
    };

    private static ExecCheck? ReadExec(DocumentNode node)
    {
        var fields = node is MapNode map ? new Fields(map) : (Fields?)null;
        var command = fields is { } more ? more.Command("command") : CommandReader.Read(node);
        if (command is null) return null;
        var folder = fields?.Scalar("working_dir");
        return new ExecCheck { Command = command, WorkingDirectory = folder is null ? null : FilePaths.Resolve(folder) };
    }

    private LogCheck ReadLog(string pattern, Place place)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            diagnostics.Error(DiagnosticCodes.InvalidText, place, "'log' is not a regular expression: " + e.Message, "escape special characters with a backslash");
        }

        return new LogCheck { Pattern = pattern };
    }
}
