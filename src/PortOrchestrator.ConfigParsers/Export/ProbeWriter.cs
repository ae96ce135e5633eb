using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the values of checks of a <c>.project-services</c> file.</summary>
internal sealed class ProbeWriter(string service, ICollection<string> losses)
{
    private static readonly TimeSpan OfHealthCheck = TimeSpan.FromSeconds(30);

    public void AddReadiness(MapWriter map, ProbeDefinition? probe)
    {
        if (probe is { SteadyPeriod: { } steady } && steady == OfHealthCheck && HealthCheck(probe.Check) is { } text) map.Text("health_check", text);
        else map.Map("readiness_probe", Probe(probe, isLiveness: false));
    }

    public MapWriter Probe(ProbeDefinition? probe, bool isLiveness)
    {
        var map = new MapWriter();
        if (probe is null) return map;
        var standard = new ProbeDefinition { Check = probe.Check };
        AddCheck(map, probe.Check);
        if (probe.SteadyPeriod is not null) losses.Add($"'{service}': how often it is checked once it is ready");
        return map
            .Seconds("initial_delay_seconds", probe.InitialDelay, standard.InitialDelay)
            .Seconds("period_seconds", probe.Period, standard.Period)
            .Seconds("timeout_seconds", probe.Timeout, standard.Timeout)
            .Number("success_threshold", probe.SuccessThreshold, standard.SuccessThreshold)
            .Number("failure_threshold", probe.FailureThreshold, standard.FailureThreshold)
            .Text("action", isLiveness && probe.Action != standard.Action ? Vocabulary.LivenessActions.WordOf(probe.Action) : null);
    }

    private static string? HealthCheck(ProbeCheck check) => check switch
    {
        HttpCheck { Method: "GET", ExpectedStatus: null, Headers.Count: 0 } http => http.Url,
        TcpCheck tcp => "tcp://" + tcp.Target,
        ExecCheck { Command.Text: { } text, WorkingDirectory: null } => "exec:" + text,
        _ => null,
    };

    private static void AddCheck(MapWriter map, ProbeCheck check)
    {
        switch (check)
        {
            case HttpCheck http:
                var details = new MapWriter()
                    .Text("method", http.Method == "GET" ? null : http.Method)
                    .Variables("headers", http.Headers)
                    .Number("status", http.ExpectedStatus);
                if (details.IsEmpty) map.Text("http", http.Url);
                else map.Map("http", details.Text("url", http.Url));
                break;
            case TcpCheck tcp: map.Text("tcp", tcp.Target); break;
            case ExecCheck { WorkingDirectory: { } folder } exec: map.Map("exec", new MapWriter().Command("command", exec.Command).Text("working_dir", folder)); break;
            case ExecCheck exec: map.Command("exec", exec.Command); break;
            case LogCheck log: map.Text("log", log.Pattern); break;
            case FileCheck file: map.Text("file", file.Path); break;
            case NotifyCheck: map.Flag("notify", true); break;
        }
    }
}
