using System.Text.RegularExpressions;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the values of the probes of a process.</summary>
internal sealed class ProcessProbeWriter(ServiceDefinition service, ICollection<string> losses)
{
    private const int HealthCheckPeriod = 5;
    private const int Delay = 5;
    private const int LongDelay = 10;

    public MapWriter Readiness() => service.Readiness is null or { Check: LogCheck } ? new MapWriter() : Probe(service.Readiness, isReadiness: true);

    public MapWriter Liveness() => service.Liveness is null ? new MapWriter() : Probe(service.Liveness, isReadiness: false);

    /// <summary>The line that makes the process ready.</summary>
    public string? Line()
    {
        if (service.Readiness is not { Check: LogCheck { Pattern: var pattern } }) return null;
        var line = Unescaped(pattern);
        Lose(line is null, "the pattern of its ready line");
        return line is null ? null : ProcessText.Expanded(line);
    }

    // A pattern that is no more than an escaped text.
    private static string? Unescaped(string pattern)
    {
        try
        {
            var text = Regex.Unescape(pattern);
            return Regex.Escape(text) == pattern ? text : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private MapWriter Probe(ProbeDefinition probe, bool isReadiness)
    {
        var map = new MapWriter();
        if (!AddCheck(map, probe.Check)) return new MapWriter();
        Lose(!isReadiness && probe.Action != LivenessAction.Restart, "that a failed liveness probe is only reported");
        if (isReadiness && probe.SteadyPeriod is not null) return AddTimes(map, probe.Check);
        var standing = probe.InitialDelay.TotalSeconds + (probe.Period.TotalSeconds * (probe.FailureThreshold - 1)) + probe.Timeout.TotalSeconds;
        Lose(isReadiness && service.ReadyTimeout.TotalSeconds != standing, "the time in which it must be ready; its probe's last failure decides");
        return map
            .Number("initial_delay_seconds", Whole(probe.InitialDelay), 0)
            .Number("period_seconds", Whole(probe.Period), 10)
            .Number("timeout_seconds", Whole(probe.Timeout), 1)
            .Number("success_threshold", probe.SuccessThreshold, 1)
            .Number("failure_threshold", probe.FailureThreshold, 3);
    }

    // A health_check has one time, the one in which the service must be ready: its last failure does not come before that is over. A program on the
    // network is given a moment before its first check, a longer one when it has others to connect to first; a required one gets that on top. Here it is
    // checked in that moment, too.
    private MapWriter AddTimes(MapWriter map, ProbeCheck check)
    {
        var seconds = Math.Max(1, Math.Ceiling(service.ReadyTimeout.TotalSeconds));
        var delay = check is ExecCheck ? 0 : Math.Min(seconds, service.Dependencies.Count > 0 ? LongDelay : Delay);
        var isOnTop = service.Required && delay > 0;
        var failures = isOnTop ? Math.Ceiling(seconds / HealthCheckPeriod) : Math.Ceiling((seconds - delay) / HealthCheckPeriod) + 1;
        return map
            .Number("initial_delay_seconds", delay, 0)
            .Number("period_seconds", HealthCheckPeriod)
            .Number("timeout_seconds", seconds)
            .Number("failure_threshold", failures, 3);
    }

    private bool AddCheck(MapWriter map, ProbeCheck check)
    {
        switch (check)
        {
            case ExecCheck exec:
                Lose(exec.Command.Text is null, "that its check runs without a shell");
                map.Map("exec", new MapWriter()
                    .Text("command", ProcessText.Rendered(exec.Command.Text ?? string.Join(' ', (exec.Command.Arguments ?? []).Select(Launchers.ShellWords.Quote))))
                    .Text("working_dir", exec.WorkingDirectory is { } folder ? ProcessText.Rendered(folder) : null));
                return true;
            case HttpCheck http:
                map.Value("http_get", Http(http));
                return true;
            case TcpCheck tcp:
                var address = CheckAddress.Parse(tcp.Target);
                map.Map("tcp_socket", new MapWriter().Text("host", Filled(address.Host)).Text("port", Port(address.Port)));
                return true;
            default:
                Lose(true, $"its check {check}");
                return false;
        }
    }

    private ExportValue.Map Http(HttpCheck http)
    {
        Lose(http.ExpectedStatus is null or >= 400, "that its check takes more than the status 200");
        Lose(http.Method != "GET", "the method of its check");
        var authority = CheckAddress.AuthorityOf(http.Url);
        var address = CheckAddress.Parse(authority);
        var path = http.Url[(http.Url.IndexOf(authority, StringComparison.Ordinal) + authority.Length)..];
        var scheme = http.Url[..http.Url.IndexOf("://", StringComparison.Ordinal)];
        var headers = http.Headers.ToDictionary(h => h.Key, h => Filled(h.Value)!, StringComparer.Ordinal);
        return new MapWriter()
            .Text("host", address.Host == "127.0.0.1" ? null : Filled(address.Host))
            .Text("scheme", scheme == "http" ? null : scheme)
            .Text("port", Port(address.Port))
            .Text("path", path is "" or "/" ? null : Filled(path))
            .Number("status_code", http.ExpectedStatus is < 400 ? http.ExpectedStatus : null, 200)
            .Variables("headers", headers)
            .Build();
    }

    // The own port has a name there, too.
    private string? Port(string? port) => port is "$PORT" or "${PORT}" ? "{{ports." + service.Name + "}}" : Filled(port);

    private string? Filled(string? text)
    {
        if (text is null) return null;
        Lose(ProcessText.Literal(text) is null, "a variable in its check");
        return ProcessText.Rendered(ProcessText.Literal(text) ?? text);
    }

    private double Whole(TimeSpan time)
    {
        var seconds = Math.Ceiling(time.TotalSeconds);
        Lose(seconds != time.TotalSeconds, "fractions of seconds in the times of its checks, which are rounded up");
        return seconds;
    }

    private void Lose(bool isLost, string what)
    {
        if (isLost) losses.Add($"'{service.Name}': {what}");
    }
}
